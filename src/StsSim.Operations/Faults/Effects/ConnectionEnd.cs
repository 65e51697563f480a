namespace StsSim.Operations.Faults.Effects;

/// <summary>How a connection ends.</summary>
public enum ConnectionEnd
{
    /// <summary>TCP RST: what was on its way is lost.</summary>
    Reset,

    /// <summary>TCP FIN: in good order, and too early.</summary>
    Close,
}
