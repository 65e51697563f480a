using StsSim.LoadTests.Scenarios;

namespace StsSim.LoadTests.Runs;

/// <summary>Changes the target as the phases of a run want it.</summary>
internal interface IPhaseControl
{
    /// <summary>Sets what the phase says, and takes back what the phase before has brought.</summary>
    Task EnterAsync(Phase phase, CancellationToken cancellationToken);

    /// <summary>Puts everything back that was there before the run.</summary>
    Task RestoreAsync(CancellationToken cancellationToken);
}
