namespace StsSim.LoadTests.Scenarios;

/// <summary>With what a scenario is run.</summary>
/// <param name="Duration">Length of the whole run.</param>
/// <param name="Rate">Invocations per second offered by each client group.</param>
/// <param name="Values">Of its parameters, by name; those that are missing have their defaults.</param>
internal sealed record ScenarioSettings(
    TimeSpan Duration, double Rate, int Seed, IReadOnlyDictionary<string, double> Values)
{
    public static ScenarioSettings Of(TimeSpan duration, double rate, int seed = 1) =>
        new(duration, rate, seed, new Dictionary<string, double>());

    public double this[ScenarioParameter parameter] => Values.GetValueOrDefault(parameter.Name, parameter.Default);
}
