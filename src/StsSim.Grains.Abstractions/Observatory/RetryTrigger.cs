namespace StsSim.Grains.Abstractions.Observatory;

/// <summary>What an attempt ended in, to a client that decides on another: SDKs have a delay of their own for each.</summary>
public enum RetryTrigger
{
    /// <summary>Told to slow down.</summary>
    Throttling,

    /// <summary>A server's error, or a connection that broke.</summary>
    Transient,

    /// <summary>An error that another attempt does not mend: no SDK retries it.</summary>
    Terminal,

    /// <summary>A success, of which the client may have heard nothing.</summary>
    Success,
}
