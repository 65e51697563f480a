using StsSim.Grains.Abstractions.Experiments;
using StsSim.Operations.Experiments;
using StsSim.Operations.Worlds;

namespace StsSim.Operations.Tests.Experiments;

public sealed class ExperimentReaderTests
{
    public static TheoryData<string, string, string> Mistakes { get; } = new()
    {
        { "[]", "$", "must be an object" },
        { "{", "$", "is not JSON" },
        { """{"phases":[{"name":"a","duration":1}]}""", "$.name", "is missing" },
        { """{"name":" ","phases":[{"name":"a","duration":1}]}""", "$.name", "must be 1 to 200 characters" },
        { """{"name":"x"}""", "$.phases", "must hold 1 to 100 phases" },
        { """{"name":"x","phases":[]}""", "$.phases", "must hold 1 to 100 phases" },
        { """{"name":"x","seed":0.5,"phases":[{"name":"a","duration":1}]}""", "$.seed", "must be a whole number of 53 bits" },
        { """{"name":"x","accountId":"12","phases":[{"name":"a","duration":1}]}""", "$.accountId", "must be twelve digits" },
        { Phases("""{"name":"a","duration":"1s"},{"name":"a","duration":"1s"}"""), "$.phases[1].name", "is the name of another phase" },
        { Phases("""{"name":"a b","duration":"1s"}"""), "$.phases[0].name", "must be letters, digits and hyphens" },
        { Phases("""{"name":"a"}"""), "$.phases[0].duration", "is missing" },
        { Phases("""{"name":"a","duration":"0s"}"""), "$.phases[0].duration", "must lie between 100ms and 24h" },
        { Phases("""{"name":"a","duration":"24.1h"}"""), "$.phases[0].duration", "must lie between 100ms and 24h" },
        { Phases("""{"name":"a","duration":"ages"}"""), "$.phases[0].duration", "must be a duration such as 500ms, 30s, 2m or 1h, or a number of seconds" },
        { Phases("""{"name":"a","duration":"-1s"}"""), "$.phases[0].duration", "must be a duration" },
        { Phases("""{"name":"a","duration":"NaNs"}"""), "$.phases[0].duration", "must be a duration" },
        { Phases("""{"name":"a","duration":"Infinityms"}"""), "$.phases[0].duration", "must be a duration" },
        { Phases("""{"name":"a","duration":"1s","quota":{}}"""), "$.phases[0].quota", "is not known here; did you mean quotas?" },
        { Phases("""{"name":"a","duration":"1s","quotas":{"default":{"burst":1}}}"""), "$.phases[0].quotas.default", "needs requestsPerSecond" },
        { Phases("""{"name":"a","duration":"1s","faults":[{}]}"""), "$.phases[0].faults[0].id", "is missing" },
        { Phases("""{"name":"a","duration":"1s","clock":{"sessionTimeScale":0}}"""), "$.phases[0].clock.sessionTimeScale", "must lie between" },
        { Expecting("b.ok > 1"), "$.expectations[0]", "names the phase 'b', which there is not; did you mean a?" },
        { Expecting("nowhere.ok > 1"), "$.expectations[0]", "names the phase 'nowhere', which there is not; known are a, *" },
        { Expecting("a.sucessRate > 1"), "$.expectations[0]", "names the figure 'sucessRate', which there is not; did you mean successRate?" },
        { Expecting("a.ok => 1"), "$.expectations[0]", "has the operator '=>'; known are >= <= > < == !=" },
        { Expecting("a.ok > many"), "$.expectations[0]", "ends in 'many', which is no number" },
        { Expecting("a.ok >"), "$.expectations[0]", "ends in '', which is no number" },
        { Expecting("all is well"), "$.expectations[0]", "must read PHASE.FIGURE OPERATOR NUMBER" },
        { Expecting("a. > 0.5"), "$.expectations[0]", "must read PHASE.FIGURE OPERATOR NUMBER" },
        { Expecting(@"aclient(\""x\"").amplification > 1"), "$.expectations[0]", "must read PHASE.FIGURE OPERATOR NUMBER" },
        { Expecting(@"client(\""\"").amplification > 1"), "$.expectations[0]", "must read PHASE.FIGURE OPERATOR NUMBER" },
        { Expecting(@"nowhere.client(\""x\"").amplification > 1"), "$.expectations[0]", "names the phase 'nowhere', which there is not" },
        { Expecting(@"client(\""x\"").amplfication > 1"), "$.expectations[0]", "names the figure 'amplfication', which there is not; did you mean amplification?" },
        { Expecting(@"client(\""x\"").p50Ms > 1"), "$.expectations[0]", "names the figure 'p50Ms', which there is not" },
        { Expecting("retriesWithin(Infinitys) == 0"), "$.expectations[0]", "asks for retriesWithin(Infinitys): in the parentheses stands a duration" },
        { Expecting("retriesWithin(soon) == 0"), "$.expectations[0]", "asks for retriesWithin(soon): in the parentheses stands a duration" },
        { Expecting("a.assumeRolePerHour <= 2"), "$.expectations[0]", "names assumeRolePerHour of a phase" },
        { Expecting("asumeRolePerHour <= 2"), "$.expectations[0]", "names the figure 'asumeRolePerHour', which there is not; did you mean assumeRolePerHour?" },
        { """{"name":"x","load":{"ratePerSecond":0},"phases":[{"name":"a","duration":1}]}""", "$.load.ratePerSecond", "must be more than 0" },
        { """{"name":"x","load":{"rate":1},"phases":[{"name":"a","duration":1}]}""", "$.load.rate", "is not known here" },
        { """{"name":"x","load":{"clients":[1]},"phases":[{"name":"a","duration":1}]}""", "$.load.clients[0]", "must be a string" },
    };

    [Fact]
    public void A_file_with_everything_in_it_is_read()
    {
        ExperimentDefinition experiment = ExperimentText.Read(ExperimentText.Rich);

        Assert.Equal(("hard outage", 42, "123456789012"), (experiment.Name, experiment.Seed, experiment.AccountId));
        Assert.Equal([("before", 0.5), ("outage", 30), ("long-after", 7200)], experiment.Phases.Select(phase => (phase.Name, phase.Duration.TotalSeconds)));
        Assert.Equal(7230.5, experiment.Duration.TotalSeconds);
        Assert.Equal("down", Assert.Single(experiment.Phases[1].Faults).Id);
        Assert.Equal((400, 1), (experiment.Phases[1].Clock!.SkewSeconds, experiment.Phases[1].Clock!.SessionTimeScale));
        Assert.Equal(5, experiment.Phases[1].Quotas!.Default.RequestsPerSecond);
        Assert.Equal((null, null, 0), (experiment.Phases[0].Clock, experiment.Phases[0].Quotas, experiment.Phases[0].Faults.Count));
        Assert.Equal(
            [
                new Expectation("outage.successRate >= 0.5", 1, Figure.SuccessRate, Comparison.AtLeast, 0.5),
                new Expectation("*.amplification<=3e0", null, Figure.Amplification, Comparison.AtMost, 3),
                new Expectation("long-after.p50Ms != 1", 2, Figure.P50Ms, Comparison.NotEqual, 1),
            ],
            experiment.Expectations);
        Assert.Contains("ratePerSecond", experiment.Load, StringComparison.Ordinal);
    }

    [Fact]
    public void Expectations_may_be_about_clients()
    {
        ExperimentDefinition experiment = ExperimentText.Read(
            """
            {"name":"x","phases":[{"name":"a","duration":1}],"expectations":[
              "client(\"app-*\").amplification <= 1.2", " a . client(\"x > \\\"y\\\".z\").deviations == 0", "retriesWithin(1.5s)==0", "a.retriesWithin( 250ms ) < 3",
              "assumeRolePerHour <= 2", "*.client(\"Boto3/*\").getCallerIdentityPerHour > 1", "deviations == 0", "ok > 1"]}
            """);

        Assert.Equal(
            [
                (null, null, "app-*", "amplification"),
                (0, null, """x > \"y\".z""", "deviations"),
                (null, null, "*", "retriesWithin(1.5s)"),
                (0, null, "*", "retriesWithin( 250ms )"),
                (null, null, "*", "assumeRolePerHour"),
                (null, null, "Boto3/*", "getCallerIdentityPerHour"),
                (null, null, "*", "deviations"),
                (null, Figure.Ok, null, null),
            ],
            experiment.Expectations.Select(expectation => (expectation.Phase, expectation.Figure, expectation.Clients?.Clients, expectation.Clients?.Name)));
        Assert.Equal([1500, 250], experiment.Expectations.Select(expectation => expectation.Clients?.WithinMs).OfType<double>());
        Assert.Equal(["assumerole", "getcalleridentity"], experiment.Expectations.Select(expectation => expectation.Clients?.PerHourOf).OfType<string>());
        Assert.All(experiment.Expectations, expectation => Assert.True(ExperimentSchemaTests.Accepts(
            $$"""{"name":"x","phases":[{"name":"a","duration":1}],"expectations":[{{System.Text.Json.JsonSerializer.Serialize(expectation.Text)}}]}""")));
    }

    [Fact]
    public void Without_a_seed_it_gets_one_at_random()
    {
        string json = Phases("""{"name":"a","duration":1}""");

        Assert.True(Enumerable.Range(0, 10).Select(_ => ExperimentText.Read(json).Seed).Distinct().Count() > 1);
    }

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void Each_mistake_is_told_with_its_path(string json, string path, string reason)
    {
        WorldFileError error = Assert.Single(ExperimentText.Errors(json), error => error.Path == path);

        Assert.StartsWith(reason, error.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void All_mistakes_are_told_at_once() => Assert.Equal(
        ["$.seeed", "$.phases[0].duration", "$.phases[1].name", "$.name", "$.expectations[0]", "$.expectations[0]"],
        ExperimentText.Errors("""{"seeed":1,"phases":[{"name":"a","duration":0},{"name":"","duration":1}],"expectations":["b.okk > 1"]}""").Select(error => error.Path));

    [Theory]
    [InlineData("""{"phases":[]}""", true)]
    [InlineData("""{ /* a world */ "accounts":[] }""", false)]
    [InlineData("[]", false)]
    [InlineData("no json", false)]
    public void A_file_with_phases_is_an_experiment(string json, bool isExperiment) => Assert.Equal(isExperiment, ExperimentReader.IsExperiment(json));

    private static string Phases(string phases) => $$"""{"name":"x","phases":[{{phases}}]}""";

    private static string Expecting(string expectation) => $$"""{"name":"x","phases":[{"name":"a","duration":1}],"expectations":["{{expectation}}"]}""";
}
