using StsSim.LoadTests.CommandLine;
using StsSim.LoadTests.Runs;

namespace StsSim.LoadTests.Tests.CommandLine;

public sealed class SettingsFileReaderTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Everything_can_be_said_with_comments_and_a_comma_too_many()
    {
        SettingsFile file = Read(
            """
            {
              "$schema": "x", "description": "All of it.", // and a comment
              "scenario": "spike", "duration": "1m30s", "rate": 12.5, "seed": -7, "clients": ["raw", "naive"], "copies": 3, "timeout": "500ms",
              "warmUp": "10s", "parameters": { "pods": 20 }, "thresholds": ["ok > 1%"], "expectations": ["amplification <= 1.5"],
            }
            """);

        Assert.Equal(("spike", 12.5, -7, 3), (file.Scenario!.Name, file.Rate, file.Seed, file.Copies));
        Assert.Equal(
            (TimeSpan.FromSeconds(90), TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(10)), (file.Duration, file.Timeout, file.WarmUp));
        Assert.Equal(["raw", "naive"], file.Clients!);
        Assert.Equal(20, file.Parameters["pods"]);
        Assert.Equal(["ok > 1%", "amplification <= 1.5"], [.. file.Thresholds, .. file.Expectations]);
    }

    [Fact]
    public void Nothing_needs_to_be_said() => Assert.Empty(Read("{}").Thresholds);

    [Theory]
    [InlineData("[1]", "holds no settings: it is not a JSON object.")]
    [InlineData("{\n \"rate\": ", "holds no settings: it cannot be read as JSON, in line 2: ")]
    [InlineData("""{ "rate": 5, "rate": 6 }""", "Duplicate property 'rate'")]
    [InlineData("""{ "rate": "fast" }""", "rate must be a number from 1 to 200000, not \"fast\".")]
    [InlineData("""{ "rate": 0 }""", "rate must be a number from 1 to 200000, not 0.")]
    [InlineData("""{ "seed": 1.5 }""", "seed must be a whole number, not 1.5.")]
    [InlineData("""{ "copies": 1.5 }""", "copies must be a whole number from 1 to 2000, not 1.5.")]
    [InlineData("""{ "clients": "raw" }""", "clients must be a list of texts, not \"raw\".")]
    [InlineData("""{ "thresholds": "ok > 1%" }""", "thresholds must be a list of texts, not ")]
    [InlineData("""{ "expectations": [1] }""", "expectations must be a list of texts, not [1].")]
    [InlineData("""{ "parameters": { "pods": "many" } }""", "parameters must be an object of numbers, not ")]
    [InlineData("""{ "duration": "1s" }""", "duration must be a time from 3s to 24h, such as 30s or 2m, not \"1s\".")]
    [InlineData("""{ "timeout": 5 }""", "timeout must be a time from 1ms to 1h, such as 30s or 2m, not 5.")]
    [InlineData("""{ "scenario": 5 }""", "scenario must be a name, not 5.")]
    [InlineData("""{ "scenario": "spikes" }""", "There is no scenario 'spikes'")]
    [InlineData("""{ "threshold": [] }""", "Did you mean 'thresholds'?")]
    public void What_makes_no_sense_is_refused_and_not_passed_over(string text, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<CannotRunException>(() => Read(text)).Message, StringComparison.Ordinal);

    private SettingsFile Read(string text)
    {
        File.WriteAllText(_file, text);
        return SettingsFileReader.Read(_file);
    }
}
