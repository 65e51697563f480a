namespace StsSim.Operations.Tests.Throttling.Model;

/// <summary>What may happen to a bucket and to the gateways that lease from it.</summary>
internal enum LeaseAct
{
    /// <summary>The next message, of all that are under way, arrives.</summary>
    Deliver,
    Lose,
    Break,

    /// <summary>Everything under way arrives, and what comes of it, too.</summary>
    Settle,

    /// <summary>Time goes by.</summary>
    Pass,

    /// <summary>Requests come to a gateway, some at a time.</summary>
    Call,

    /// <summary>Requests come to a gateway one after the other for a while, and nothing is in their way: it holds tokens then.</summary>
    Trickle,

    /// <summary>A gateway gives back what it does not use.</summary>
    SettleIdle,

    /// <summary>The account gets other limits, and a gateway hears of them.</summary>
    ChangeLimits,

    /// <summary>A gateway hears of the limits that hold.</summary>
    TellLimits,
    KillGateway,
    KillBucket,
}
