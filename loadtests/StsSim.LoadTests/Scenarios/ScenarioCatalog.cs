namespace StsSim.LoadTests.Scenarios;

internal static class ScenarioCatalog
{
    public static IReadOnlyList<Scenario> All { get; } =
        [new QuotaStepDown(), new SteadyIssuance(), new RampingIssuance()];

    public static Scenario Default => All[0];

    public static Scenario? Find(string name) =>
        All.FirstOrDefault(scenario => string.Equals(scenario.Name, name, StringComparison.OrdinalIgnoreCase));
}
