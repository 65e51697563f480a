namespace StsSim.Operations.Tests.Faults;

/// <summary>
/// What a seed gives stays what it gave: the fates were written down, and another version that has others would break
/// whoever wrote down theirs.
/// </summary>
public sealed class FaultReproducibilityTests : IDisposable
{
    private const string Malform = """ "effect": { "type": "malform" } """;

    private readonly FaultCaller _caller = new();

    public void Dispose() => _caller.Dispose();

    [Theory]
    [InlineData($$"""{ "probability": 0.3, {{Malform}} }""", "x.x....xx..x...x......x....xxx...xxxx...........")]
    [InlineData($$"""{ "probability": 0.3, "per": "client", {{Malform}} }""", "xx..xx..xx..xx..xx..xx..xx..xx..xx..xx..xx..xx..")]
    [InlineData($$"""{ "probability": 0.5, "schedule": { "rampSeconds": 40 }, {{Malform}} }""", "xx.....xx....x........xx..x..x......x.x...xx..xx")]
    [InlineData($$"""{ "schedule": { "rampSeconds": 40 }, {{Malform}} }""", "xx.....xx....x.....x..xxx.x..xx.....xxxxxxxx.xxx")]
    public async Task The_same_requests_are_struck(string rule, string fates)
    {
        using FaultGateway gateway = await JoinAsync(rule);
        char[] found = new char[fates.Length];
        for (int i = 0; i < found.Length; i++)
        {
            found[i] = await gateway.StrikesAsync(Call(i)) ? 'x' : '.';
        }

        Assert.Equal(fates, new string(found));
    }

    [Theory]
    [InlineData("""{ "effect": { "type": "latency", "distribution": { "kind": "uniform", "minMs": 0, "maxMs": 1000 } } }""", "716 310 803 576 116 459 492 525 60 419 484 84")]
    [InlineData("""{ "every": 2, "effect": { "type": "garbage" } }""", "- 310 - 576 - 459 - 525 - 419 - 84")]
    [InlineData($$"""{ "probability": 0.7, "delay": { "kind": "exponential", "meanMs": 5 }, {{Malform}} }""", "716 310 803 - 116 459 492 - 60 419 - 84")]
    public async Task The_same_numbers_are_drawn(string rule, string numbers)
    {
        using FaultGateway gateway = await JoinAsync(rule);
        var found = new List<string>();
        for (int i = 0; i < 12; i++)
        {
            found.Add(await gateway.ConsiderAsync(Call(i % 3)) is { } fault ? $"{(int)(fault.Draw.Next() * 1000)}" : "-");
        }

        Assert.Equal(numbers, string.Join(' ', found));
    }

    [Theory]
    [InlineData($$"""{ {{Malform}} }""", false)]
    [InlineData($$"""{ "probability": 1, {{Malform}} }""", false)]
    [InlineData($$"""{ "probability": 0, {{Malform}} }""", false)]
    [InlineData($$"""{ "probability": 0, "delay": { "kind": "fixed", "ms": 1 }, {{Malform}} }""", false)]
    [InlineData($$"""{ "every": 3, {{Malform}} }""", false)]
    [InlineData($$"""{ "probability": 0.3, "per": "client", {{Malform}} }""", false)]
    [InlineData($$"""{ "schedule": { "startAfterSeconds": 5 }, {{Malform}} }""", false)]
    [InlineData($$"""{ "probability": 0.3, {{Malform}} }""", true)]
    [InlineData($$"""{ "every": 3, "delay": { "kind": "fixed", "ms": 1 }, {{Malform}} }""", true)]
    [InlineData($$"""{ "schedule": { "rampSeconds": 5 }, {{Malform}} }""", true)]
    [InlineData("""{ "effect": { "type": "garbage" } }""", true)]
    public void Requests_are_told_apart_where_something_hangs_on_it(string rule, bool draws) => Assert.Equal(draws, RuleText.Compile(rule).DrawsByRequest);

    private static Task<FaultGateway> JoinAsync(string rule) => FaultGateway.JoinAsync(
        new Grains.Abstractions.Misbehaviours.Misbehaviour { Faults = [RuleText.Define(rule)] }.BegunAt(FaultCaller.Now.AddSeconds(-20), generation: 1), seed: 7);

    // Four callers, each of which repeats itself.
    private AwsCall Call(int i) => _caller.Call($"Action=GetFederationToken&Name=user-{i % 3}", caller: i % 4 == 0 ? null : _caller.RoleSession($"session-{i % 4}"));
}
