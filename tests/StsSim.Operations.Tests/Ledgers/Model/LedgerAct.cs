namespace StsSim.Operations.Tests.Ledgers.Model;

/// <summary>What may happen to ledgers and to those who tell them.</summary>
internal enum LedgerAct
{
    /// <summary>The next message or write, of all that are under way, arrives.</summary>
    Deliver,
    Lose,
    Break,

    /// <summary>Everything under way arrives, and what comes of it, too.</summary>
    Settle,

    /// <summary>Time goes by, that of the machines and that of the simulated world.</summary>
    Pass,

    /// <summary>The simulated world's clock leaps.</summary>
    Leap,
    Issue,
    Throttle,

    /// <summary>A gateway tells what is new, as it does four times a second.</summary>
    Tell,
    Read,
    Revoke,

    /// <summary>Timers of a ledger tick: it is written, and lets go of whom it need not remember.</summary>
    Tick,
    KillLedger,
    DeactivateLedger,
    KillGateway,
}
