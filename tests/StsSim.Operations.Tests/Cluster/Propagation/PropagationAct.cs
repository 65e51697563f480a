namespace StsSim.Operations.Tests.Cluster.Propagation;

/// <summary>What may happen to a cluster between its writes.</summary>
internal enum PropagationAct
{
    /// <summary>The next message or write, of all that are under way, arrives.</summary>
    Deliver,
    Lose,
    Break,

    /// <summary>Everything under way arrives, and what comes of it, too.</summary>
    Settle,

    /// <summary>Time goes by.</summary>
    Pass,
    WriteAccount,
    WriteWorld,
    WriteLease,
    Read,
    Renew,
    KillGateway,
    LeaveCluster,
    KillAccount,
    KillEnvironment,
    KillDirectory,

    /// <summary>The account's silo is taken for dead; it lives, and writes.</summary>
    LoseAccount,
    LoseEnvironment,
    LoseDirectory,
}
