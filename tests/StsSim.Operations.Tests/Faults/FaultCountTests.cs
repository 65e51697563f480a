using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Operations.Tests.Observation;

namespace StsSim.Operations.Tests.Faults;

/// <summary>Rules that strike by number.</summary>
public sealed class FaultCountTests : IDisposable
{
    private const string Effect = "\"effect\": { \"type\": \"malform\" }";

    private readonly FaultCaller _caller = new();

    public void Dispose() => _caller.Dispose();

    [Theory]
    [InlineData("\"every\": 3", "..x..x..x..x")]
    [InlineData("\"every\": 1", "xxxxxxxxxxxx")]
    [InlineData("\"first\": 3", "xxx.........")]
    [InlineData("\"first\": 2, \"skip\": 4", "....xx......")]
    [InlineData("\"sequence\": [true, true, false]", "xx.xx.xx.xx.")]
    [InlineData("\"sequence\": [true, true, false], \"repeat\": true", "xx.xx.xx.xx.")]
    [InlineData("\"sequence\": [false, true, false, true], \"repeat\": false", ".x.x........")]
    public async Task It_strikes_by_number_whoever_asks(string trigger, string strikes)
    {
        using FaultGateway gateway = await FaultGateway.JoinAsync($$"""{ {{trigger}}, {{Effect}} }""");
        Assert.Equal(strikes, await StrikesAsync(strikes.Length, i => (gateway, Call($"client-{i % 5}"))));
        FaultCount count = Assert.Single(gateway.Counts);
        Assert.Equal((strikes.Length, strikes.Count(hit => hit == 'x')), (count.Considered, count.Fired));
    }

    [Fact]
    public async Task Gateways_count_together()
    {
        Misbehaviour rules = FaultGateway.Put($$"""{ "every": 3, {{Effect}} }""");
        using FaultGateway one = await FaultGateway.JoinAsync(rules), other = await FaultGateway.JoinAsync(rules, counters: one.Counters);

        Assert.Equal("..x..x..x", await StrikesAsync(9, i => (i % 2 == 0 ? one : other, Call("c"))));
        Assert.Equal((5, 4), (one.Counts[0].Considered, other.Counts[0].Considered));
        Assert.Equal(["world/rule-0/1"], one.Counters.Keys);
    }

    [Theory]
    [InlineData("\"first\": 2, \"per\": \"client\"", "xx....", "xx....")]
    [InlineData("\"every\": 2, \"per\": \"client\"", ".x.x.x", ".x.x.x")]
    [InlineData("\"sequence\": [true, false, false], \"per\": \"client\"", "x..x..", "x..x..")]
    [InlineData("\"first\": 2", "x.....", "x.....")]
    public async Task Each_client_is_counted_by_itself_where_the_rule_says_so(string trigger, string one, string other)
    {
        using FaultGateway gateway = await FaultGateway.JoinAsync($$"""{ {{trigger}}, {{Effect}} }""");
        string both = await StrikesAsync(12, i => (gateway, Call(i % 2 == 0 ? "one" : "other")));
        Assert.Equal((one, other), (string.Concat(both.Where((_, i) => i % 2 == 0)), string.Concat(both.Where((_, i) => i % 2 == 1))));
    }

    [Fact]
    public async Task Each_invocation_is_counted_by_itself_where_the_rule_says_so()
    {
        using FaultGateway gateway = await FaultGateway.JoinAsync($$"""{ "first": 2, "per": "invocation", {{Effect}} }""");
        Assert.Equal("xxxxxx...", await StrikesAsync(9, i => (gateway, Call("c", invocation: $"invocation-{i % 3}"))));
    }

    [Theory]
    [InlineData("\"first\": 3", 3)]
    [InlineData("\"first\": 3, \"skip\": 4", 7)]
    [InlineData("\"sequence\": [true, false, true, false], \"repeat\": false", 4)]
    [InlineData("\"every\": 10", 100)]
    public async Task Once_there_is_nothing_left_to_strike_no_grain_is_asked(string trigger, int asked)
    {
        using FaultGateway gateway = await FaultGateway.JoinAsync($$"""{ {{trigger}}, {{Effect}} }""");
        long before = gateway.GrainCalls;
        await StrikesAsync(100, _ => (gateway, Call("c")));
        Assert.Equal(asked, Assert.Single(gateway.Counters.Values).Asked);
        Assert.Equal(asked, gateway.GrainCalls - before);
        Assert.Equal(100, gateway.Counts[0].Considered);
    }

    [Fact]
    public async Task Only_what_a_rule_is_for_is_counted()
    {
        using FaultGateway gateway = await FaultGateway.JoinAsync($$"""{ "match": { "federatedUsers": ["Bob*"] }, "every": 2, {{Effect}} }""");
        string strikes = await StrikesAsync(12, i => (gateway, _caller.Call($"Action=GetFederationToken&Name={(i % 3 == 0 ? "Bobby" : "Eve")}")));
        Assert.Equal("...x.....x..", strikes);
        Assert.Equal((4, 2), (gateway.Counts[0].Considered, gateway.Counts[0].Fired));
    }

    [Fact]
    public async Task A_rule_that_is_put_again_counts_anew_and_the_others_go_on()
    {
        Misbehaviour rules = FaultGateway.Put($$"""{ "match": { "operations": ["GetCallerIdentity"] }, "first": 2, {{Effect}} }""", $$"""{ "match": { "operations": ["GetFederationToken"] }, "first": 2, {{Effect}} }""");
        using FaultGateway gateway = await FaultGateway.JoinAsync(rules);
        Assert.Equal("xx..", await StrikesAsync(4, _ => (gateway, Call("c"))));
        Assert.Equal("x", await StrikesAsync(1, _ => (gateway, _caller.Call("Action=GetFederationToken&Name=Bobby"))));

        await gateway.ChangeAsync(rules.After(new MisbehaviourChange { PutFault = rules.Faults[0] }, FaultCaller.Now, generation: 2)!, version: 2);

        Assert.Equal("xx..", await StrikesAsync(4, _ => (gateway, Call("c"))));
        Assert.Equal("x..", await StrikesAsync(3, _ => (gateway, _caller.Call("Action=GetFederationToken&Name=Bobby"))));
        Assert.Equal([(2, 4, 2), (1, 4, 2)], gateway.Counts.Select(count => ((int)count.Generation, (int)count.Considered, (int)count.Fired)));
    }

    [Fact]
    public async Task A_rule_that_is_off_or_over_is_for_nobody()
    {
        Misbehaviour rules = new Misbehaviour
        {
            Faults =
            [
                RuleText.Define($$"""{ "enabled": false, {{Effect}} }""") with { Id = "off" },
                RuleText.Define($$"""{ "ttlSeconds": 60, {{Effect}} }""") with { Id = "over" },
                RuleText.Define($$"""{ "ttlSeconds": 61, {{Effect}} }""") with { Id = "nearly-over" },
            ],
        }.BegunAt(FaultCaller.Now.AddSeconds(-60), generation: 1);
        using FaultGateway gateway = await FaultGateway.JoinAsync(rules);

        Assert.Equal("nearly-over", (await gateway.ConsiderAsync(Call("c")))?.Rule.Id);
        Assert.Equal([0, 0, 1], gateway.Counts.Select(count => count.Considered));
    }

    [Fact]
    public async Task An_accounts_rules_come_before_the_worlds_and_an_experiments_before_those_that_are_set()
    {
        Misbehaviour Both(string scope) => new()
        {
            Faults = [RuleText.Define($$"""{ "match": { "federatedUsers": ["set-*", "{{scope}}-*"] }, {{Effect}} }""") with { Id = $"{scope}-set" }],
            Phase = new ExperimentPhase
            {
                ExperimentId = "e", Index = 0, Name = "p", Seed = 5,
                Faults = [RuleText.Define($$"""{ "match": { "federatedUsers": ["phase-*"] }, {{Effect}} }""") with { Id = $"{scope}-phase" }],
            },
        };
        using var caller = new FaultCaller(Both("account"));
        using FaultGateway gateway = await FaultGateway.JoinAsync(Both("world"));
        var struckBy = new List<string?>();
        foreach (string name in new[] { "phase-x", "set-x", "world-x", "account-x", "nobody" })
        {
            struckBy.Add((await gateway.ConsiderAsync(caller.Call($"Action=GetFederationToken&Name={name}")))?.Rule.Id);
        }

        Assert.Equal(["account-phase", "account-set", "world-set", "account-set", null], struckBy);
    }

    private AwsCall Call(string sessionName, string? invocation = null) => _caller.Call(
        "Action=GetCallerIdentity",
        invocation is null ? null : new ClientRequest(("amz-sdk-invocation-id", invocation)),
        _caller.RoleSession(sessionName));

    private static async Task<string> StrikesAsync(int count, Func<int, (FaultGateway Gateway, AwsCall Call)> next)
    {
        char[] strikes = new char[count];
        for (int i = 0; i < count; i++)
        {
            (FaultGateway gateway, AwsCall call) = next(i);
            strikes[i] = await gateway.StrikesAsync(call) ? 'x' : '.';
        }

        return new string(strikes);
    }
}
