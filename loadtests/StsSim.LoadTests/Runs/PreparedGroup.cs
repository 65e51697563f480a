using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Scenarios;

namespace StsSim.LoadTests.Runs;

/// <summary>A client group that is ready to be driven.</summary>
internal sealed record PreparedGroup(GroupStage Stage, IStsClient Client);
