using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Operations.Faults;

namespace StsSim.Operations.Tests.Faults;

/// <summary>When rules strike, counted from when they were put, and how many requests at a time.</summary>
public sealed class FaultScheduleTests : IDisposable
{
    private const string Malform = "\"effect\": { \"type\": \"malform\" }";

    private readonly FaultCaller _caller = new();

    [Theory]
    [InlineData("""{ "startAfterSeconds": 10 }""", 9.9, 0)]
    [InlineData("""{ "startAfterSeconds": 10 }""", 10, 1)]
    [InlineData("""{ "periodSeconds": 60, "activeSeconds": 15 }""", 14.9, 1)]
    [InlineData("""{ "periodSeconds": 60, "activeSeconds": 15 }""", 15, 0)]
    [InlineData("""{ "periodSeconds": 60, "activeSeconds": 15 }""", 61, 1)]
    [InlineData("""{ "periodSeconds": 60, "activeSeconds": 0 }""", 0, 0)]
    [InlineData("""{ "startAfterSeconds": 5, "periodSeconds": 60, "activeSeconds": 15 }""", 4, 0)]
    [InlineData("""{ "startAfterSeconds": 5, "periodSeconds": 60, "activeSeconds": 15 }""", 19.9, 1)]
    [InlineData("""{ "rampSeconds": 40 }""", 10, 0.25)]
    [InlineData("""{ "rampSeconds": 40 }""", 40, 1)]
    [InlineData("""{ "startAfterSeconds": 10, "rampSeconds": 40 }""", 30, 0.5)]
    public void A_share_of_requests_can_be_struck(string schedule, double ageSeconds, double share) => Assert.Equal(
        share, RuleText.Compile($$"""{ "schedule": {{schedule}}, {{Malform}} }""").Schedule!.ShareAt(TimeSpan.FromSeconds(ageSeconds)), precision: 9);

    [Theory]
    [InlineData("""{ "periodSeconds": 60 }""", "$.schedule")]
    [InlineData("""{ "activeSeconds": 60 }""", "$.schedule")]
    [InlineData("""{ "periodSeconds": 60, "activeSeconds": 61 }""", "$.schedule.activeSeconds")]
    [InlineData("""{ "rampSeconds": -1 }""", "$.schedule.rampSeconds")]
    [InlineData("""{ "begin": 1 }""", "$.schedule.begin")]
    public void An_impossible_one_is_refused(string schedule, string path)
    {
        RuleText.Read($$"""{ "schedule": {{schedule}}, {{Malform}} }""", "rule", out List<Operations.Worlds.WorldFileError> errors);
        Assert.Equal(path, Assert.Single(errors).Path);
    }

    [Fact]
    public async Task A_ramp_strikes_its_share_and_goes_on_with_those_it_struck()
    {
        HashSet<int> half = await StruckAsync(ageSeconds: 20);
        HashSet<int> most = await StruckAsync(ageSeconds: 30);

        Assert.InRange(half.Count, 450, 550);
        Assert.InRange(most.Count, 700, 800);
        Assert.Subset(most, half);
        Assert.Equal(1000, (await StruckAsync(ageSeconds: 40)).Count);
    }

    [Fact]
    public async Task A_rule_that_is_off_neither_strikes_nor_considers()
    {
        using FaultGateway gateway = await FaultGateway.JoinAsync(PutAgo($$"""{ "schedule": { "startAfterSeconds": 1 }, {{Malform}} }""", seconds: 0));

        Assert.False(await gateway.StrikesAsync(CallOf(1)));
        Assert.Equal(0, Assert.Single(gateway.Counts).Considered);
    }

    [Fact]
    public async Task Who_comes_beyond_the_most_at_a_time_passes_until_one_is_answered()
    {
        using FaultGateway gateway = await FaultGateway.JoinAsync($$"""{ "maxActive": 2, {{Malform}} }""");
        FiredFault first = (await gateway.ConsiderAsync(CallOf(1)))!;
        Assert.NotNull(await gateway.ConsiderAsync(CallOf(2)));
        Assert.Null(await gateway.ConsiderAsync(CallOf(3)));

        first.End();

        Assert.NotNull(await gateway.ConsiderAsync(CallOf(4)));
        Assert.Null(await gateway.ConsiderAsync(CallOf(5)));
        Assert.Equal((5, 3), (gateway.Counts[0].Considered, gateway.Counts[0].Fired));
    }

    public void Dispose() => _caller.Dispose();

    private async Task<HashSet<int>> StruckAsync(double ageSeconds)
    {
        using FaultGateway gateway = await FaultGateway.JoinAsync(PutAgo($$"""{ "schedule": { "rampSeconds": 40 }, {{Malform}} }""", ageSeconds), seed: 5);
        var struck = new HashSet<int>();
        for (int i = 0; i < 1000; i++)
        {
            if (await gateway.StrikesAsync(CallOf(i)))
            {
                struck.Add(i);
            }
        }

        return struck;
    }

    private AwsCall CallOf(int number) => _caller.Call($"Action=GetFederationToken&Name=user{number}");

    private static Misbehaviour PutAgo(string rule, double seconds) =>
        new Misbehaviour { Faults = [RuleText.Define(rule)] }.BegunAt(FaultCaller.Now.AddSeconds(-seconds), generation: 1);
}
