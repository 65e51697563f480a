namespace StsSim.LoadTests.Scenarios;

internal static class ScenarioCatalog
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new QuotaStepDown(),
        new SteadyIssuance(),
        new RampToSaturation(),
        new Spike(),
        new ThunderingHerdAtExpiry(),
        new RollingRestart(),
        new HotFederatedUser(),
        new HotAccount(),
        new AssumeRoleChain(),
        new WebIdentityColdStart(),
        new PresignedCallerIdentity(),
        new MixedProduction(),
        new RetryStorm(),
        new Soak(),
    ];

    public static Scenario Default => All[0];

    public static Scenario? Find(string name) =>
        All.FirstOrDefault(scenario => string.Equals(scenario.Name, name, StringComparison.OrdinalIgnoreCase));
}
