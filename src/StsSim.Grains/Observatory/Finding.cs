namespace StsSim.Grains.Observatory;

/// <summary>What an invocation may be an example of.</summary>
internal enum Finding
{
    /// <summary>Retried at all.</summary>
    Retried,

    /// <summary>Retried after an error that another attempt does not mend.</summary>
    RetriedTerminal,

    /// <summary>Retried before the time that the answer had named.</summary>
    IgnoredRetryAfter,

    /// <summary>Retried in less than five milliseconds.</summary>
    RetriedAtOnce,

    /// <summary>Given up after as many attempts as the client makes at most.</summary>
    Exhausted,

    /// <summary>Given up although another attempt was due.</summary>
    Silent,

    /// <summary>An attempt arrived more than once.</summary>
    Duplicate,

    /// <summary>An attempt arrived before the one before it was answered.</summary>
    Hedge,

    /// <summary>Made more attempts than the client had said.</summary>
    BeyondMaximum,

    /// <summary>Begun again by the application after it had been given up.</summary>
    RepeatedAfterFailure,
}
