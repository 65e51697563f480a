namespace StsSim.Testing;

/// <summary>How a connection ends.</summary>
public enum ConnectionEnd
{
    /// <summary>TCP RST.</summary>
    Reset,

    /// <summary>TCP FIN.</summary>
    Close,
}
