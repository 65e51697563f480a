namespace StsSim.LoadTests.Workers;

/// <summary>Why a worker stopped to drive its load.</summary>
internal enum WorkerEnd
{
    /// <summary>The load was over, or the worker was interrupted.</summary>
    Own,

    /// <summary>The coordinator said so.</summary>
    Stopped,

    CoordinatorGone,
}
