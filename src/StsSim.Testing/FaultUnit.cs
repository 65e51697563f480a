namespace StsSim.Testing;

/// <summary>What shares one chance, or one count.</summary>
public enum FaultUnit
{
    /// <summary>Each request has its own chance; all of them are counted together.</summary>
    Request,

    /// <summary>The attempts of one SDK call.</summary>
    Invocation,

    /// <summary>A client, through all it does.</summary>
    Client,
}
