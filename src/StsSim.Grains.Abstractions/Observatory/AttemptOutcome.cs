namespace StsSim.Grains.Abstractions.Observatory;

/// <summary>What became of one request. Each has exactly one outcome.</summary>
public enum AttemptOutcome
{
    /// <summary>A success that was delivered.</summary>
    Ok,

    /// <summary>Told to slow down, by a quota or by a fault.</summary>
    Throttled,

    /// <summary>Another answer of 400 to 499.</summary>
    ClientError,

    /// <summary>An answer of 500 and above that does not say to slow down.</summary>
    ServerError,

    /// <summary>The connection was gone before the answer was sent: the client had given up, or a fault cut it.</summary>
    Abandoned,
}
