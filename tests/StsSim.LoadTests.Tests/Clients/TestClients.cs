using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Clients.DotNet;
using StsSim.LoadTests.Runs;
using StsSim.LoadTests.Scenarios;
using StsSim.LoadTests.Tests.Loopback;

namespace StsSim.LoadTests.Tests.Clients;

/// <summary>Clients against a loopback target, made as a run makes them.</summary>
internal static class TestClients
{
    public static StsRequest FederationToken { get; } = StsRequest.GetFederationToken("user");

    public static IReadOnlyList<ClientKind> Kinds { get; } = [DotNetKinds.Standard, DotNetKinds.Adaptive, DotNetKinds.NoRetries];

    public static IReadOnlyList<ClientGroup> Groups { get; } =
    [
        new("dotnet-standard", "us-east-1", Retries: true),
        new("dotnet-adaptive", "eu-west-1", Retries: true),
        new("dotnet-no-retries", "ap-southeast-2", Retries: false),
    ];

    public static async Task<IStsClient> CreateAsync(LoopbackSts target, string name, TimeSpan? timeout = null, string region = "us-east-1") =>
        await ClientCatalog.Find(name)!.CreateAsync(SettingOf(target, name, region, timeout), TestContext.Current.CancellationToken);

    public static async Task<InvocationOutcome> IssueAsync(IStsClient client) =>
        (await client.SendAsync(FederationToken, UnwatchedWire.Instance, TestContext.Current.CancellationToken)).Outcome;

    public static async Task<PreparedGroup> PrepareAsync(LoopbackSts target, ClientGroup group, ScenarioSettings settings)
    {
        ClientKind kind = ClientCatalog.Find(group.Name)!;
        var stage = new GroupStage(group, kind, settings, [new TargetAccount(LoopbackSts.AccountId, ClientCredentials.Example)], Control: null);
        return new PreparedGroup(stage, await CreateAsync(target, group.Name, region: group.Region));
    }

    private static ClientSetting SettingOf(LoopbackSts target, string name, string region, TimeSpan? timeout) =>
        new(target.Endpoint, region, name, ClientCredentials.Example, timeout, Seed: 1, TimeProvider.System);
}
