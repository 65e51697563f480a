using StsSim.LoadTests.Experiments;
using StsSim.LoadTests.Runs;

namespace StsSim.LoadTests.Tests.Experiments;

public sealed class ExperimentFileReaderTests
{
    [Fact]
    public void Phases_and_load_are_read_and_the_rest_is_kept_for_the_simulator()
    {
        ExperimentFile experiment = ExperimentFileReader.Read(
            """
            {
              "name": "storm", // a comment
              "seed": 3,
              "phases": [
                { "name": "before", "duration": "1m30s", "faults": [{ "id": "a" }] },
                { "name": "after", "duration": 0.5 },
              ],
              "load": { "ratePerSecond": 7, "clients": ["naive"], "operation": "AssumeRole", "timeoutMs": 250, "sessionSeconds": 901 }
            }
            """,
            "storm.json");

        Assert.Equal(("storm", 3), (experiment.Name, experiment.Seed));
        Assert.Equal([TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(0.5)], experiment.Phases.Select(phase => phase.Duration));
        Assert.Equal((7, "AssumeRole", 901), (experiment.Load.RatePerSecond, experiment.Load.Operation, experiment.Load.SessionSeconds));
        Assert.Equal(TimeSpan.FromMilliseconds(250), experiment.Load.Timeout);
        Assert.Equal("naive", Assert.Single(experiment.Load.Clients).Name);
        Assert.Equal("a", (string?)experiment.Document["phases"]![0]!["faults"]![0]!["id"]);
    }

    [Fact]
    public void Another_seed_is_told_the_simulator_too()
    {
        ExperimentFile experiment = Read("""{ "name": "a", "phases": [{ "name": "b", "duration": "1s" }] }""");

        Assert.Equal(9, (int)experiment.WithSeed(9).Document["seed"]!);
        Assert.Equal(experiment.Seed, (int)experiment.Document["seed"]!);
    }

    [Theory]
    [InlineData("[]", "it is not a JSON object")]
    [InlineData("{", "is no experiment: it cannot be read as JSON, in line 1: ")]
    [InlineData("""{ "phases": [] }""", "has no name")]
    [InlineData("""{ "name": "a" }""", "has no phases")]
    [InlineData("""{ "name": "a", "phases": [{ "name": "b", "duration": "soon" }] }""", "does not say how long its phase b lasts")]
    [InlineData("""{ "name": "a", "phases": [{ "name": "b", "duration": "1s" }], "load": { "clients": ["boto"] } }""", "names the clients 'boto'")]
    [InlineData("""{ "name": "a", "phases": [{ "name": "b", "duration": "1s" }], "load": { "operation": "Dance" } }""", "asks for Dance")]
    public void What_makes_no_sense_is_one_sentence(string text, string words) =>
        Assert.Contains(words, Assert.Throws<CannotRunException>(() => Read(text)).Message, StringComparison.Ordinal);

    private static ExperimentFile Read(string text) => ExperimentFileReader.Read(text, "a.json");
}
