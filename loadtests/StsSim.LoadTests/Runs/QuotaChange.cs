using StsSim.LoadTests.Scenarios;

namespace StsSim.LoadTests.Runs;

/// <param name="Acknowledged">Since the start of the run; before it for the first phase, whose quota is set in advance.</param>
internal sealed record QuotaChange(Phase Phase, TimeSpan Acknowledged);
