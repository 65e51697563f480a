using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Operations.Faults;
using StsSim.Operations.Observation;

namespace StsSim.Operations.Tests.Faults;

/// <summary>The index finds what a walk over all rules does, and looks at few.</summary>
public sealed class FaultRuleIndexTests : IDisposable
{
    private const int Many = 1000;
    private const string Malform = """ "effect": { "type": "malform" } """;

    private readonly StsInstruments _instruments = new();
    private readonly FaultCaller _caller = new();

    // About where rules are few, about where their bits fill a word, and many.
    public static readonly MatrixTheoryData<int, int> SeedsAndCounts = new([1, 2, 3, 4, 5, 6, 7, 8], [3, 8, 9, 64, 65, 300]);

    public void Dispose()
    {
        _instruments.Dispose();
        _caller.Dispose();
    }

    [Theory]
    [MemberData(nameof(SeedsAndCounts))]
    public void A_request_meets_the_same_rules_in_the_same_order_as_by_a_plain_walk(int seed, int count)
    {
        var random = new RandomFaultRules(seed);
        FaultRuleSet set = Compile([.. Enumerable.Range(0, count).Select(_ => random.Rule())]);
        int matched = 0;
        for (int request = 0; request < 100; request++)
        {
            using AwsCall call = random.Call(_caller);
            string[] plain = [.. set.Rules.Where(rule => rule.Match.Matches(new FaultSubject(call))).Select(rule => rule.Id)];
            Assert.Equal(plain, Candidates(set, call).Where(rule => rule.Match.Matches(new FaultSubject(call))).Select(rule => rule.Id));
            matched += plain.Length;
        }

        Assert.NotEqual(0, matched);
    }

    [Theory]
    [MemberData(nameof(SeedsAndCounts))]
    public async Task The_same_rules_consider_and_strike_as_by_a_plain_walk(int seed, int count)
    {
        var random = new RandomFaultRules(seed);
        Misbehaviour misbehaviour = FaultGateway.Put([.. Enumerable.Range(0, count).Select(_ => random.RuleThatStrikes())]);
        using FaultGateway gateway = await FaultGateway.JoinAsync(misbehaviour, seed);
        FaultRuleSet plain = Compile(misbehaviour, seed);
        int struck = 0;
        for (int request = 0; request < 200; request++)
        {
            using AwsCall call = random.Call(_caller);
            string? expected = await WalkAsync(plain, new FaultSubject(call));
            Assert.Equal(expected, (await gateway.ConsiderAsync(call))?.Rule.Id);
            struck += expected is null ? 0 : 1;
        }

        Assert.NotEqual(0, struck);
        Assert.Equal(plain.Counts, gateway.Counts);
    }

    [Theory]
    [InlineData("""{ "operations": ["AssumeRole"] }""")]
    [InlineData("""{ "operations": ["Assume*"] }""")]
    [InlineData("""{ "federatedUsers": ["other-#"] }""")]
    [InlineData("""{ "federatedUsers": ["load-#-*"] }""")]
    [InlineData("""{ "federatedUsers": ["other-#", "another-#-*"], "operations": ["*Token"] }""")]
    [InlineData("""{ "principals": ["arn:aws:iam::123456789012:user/other-#"] }""")]
    [InlineData("""{ "principals": ["arn:aws:iam::123456789012:user/other-#/*"] }""")]
    [InlineData("""{ "roles": ["arn:aws:iam::123456789012:role/other-#"], "operations": ["GetFederationToken"] }""")]
    [InlineData("""{ "federatedUsers": ["Bob"], "principals": ["arn:aws:iam::123456789012:user/other-#"] }""")]
    [InlineData("""{ "accessKeyIds": ["AKIAOTHER#"], "federatedUsers": ["Bob*"] }""")]
    [InlineData("""{ "sessionNames": ["other-#"], "accounts": ["123456789012"] }""")]
    [InlineData("""{ "accounts": ["210987654321"] }""")]
    [InlineData("""{ "accounts": ["210987654321"], "principals": ["arn:aws:iam::123456789012:user/team/Alice"], "federatedUsers": ["other-#"] }""")]
    [InlineData("""{ "sources": ["198.51.100.7"] }""")]
    [InlineData("""{ "regions": ["eu-*"] }""")]
    [InlineData("""{ "applicationIds": ["other-#"] }""")]
    public void Of_a_thousand_rules_for_others_none_is_considered(string match)
    {
        FaultRuleSet set = Compile([.. Rules(match, Many)]);
        using AwsCall call = Bob();
        Assert.Empty(Candidates(set, call));
    }

    [Fact]
    public void Among_a_thousand_rules_for_others_only_those_that_may_be_for_a_request_are_considered()
    {
        string[] rules = [.. Rules("""{ "federatedUsers": ["other-#"] }""", Many)];
        rules[17] = $$"""{ "match": { "federatedUsers": ["Bob"] }, {{Malform}} }""";
        rules[400] = $$"""{ "match": { "userAgents": ["*curl*"] }, {{Malform}} }""";
        rules[401] = $$"""{ "match": { "federatedUsers": ["B*", "*"] }, {{Malform}} }""";
        rules[402] = $$"""{ "match": { "federatedUsers": ["B*", "Bo*", "Bob"] }, {{Malform}} }""";
        rules[999] = $$"""{ "match": { "operations": ["GetFederationToken"] }, {{Malform}} }""";
        FaultRuleSet set = Compile(rules);

        using AwsCall call = Bob();
        Assert.Equal(["rule-17", "rule-400", "rule-401", "rule-402", "rule-999"], Candidates(set, call).Select(rule => rule.Id));
        using AwsCall identity = _caller.Call("Action=GetCallerIdentity");
        Assert.Equal(["rule-400", "rule-401"], Candidates(set, identity).Select(rule => rule.Id));
    }

    [Fact]
    public void Looking_for_rules_allocates_nothing()
    {
        FaultRuleSet set = Compile([.. Rules("""{ "federatedUsers": ["B*", "other-#"], "accounts": ["123456789012"] }""", Many)]);
        using AwsCall call = Bob();
        var subject = new FaultSubject(call);
        Assert.Equal(Many, Count(set, subject));

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            Count(set, subject);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        static int Count(FaultRuleSet set, FaultSubject subject)
        {
            int count = 0;
            foreach (FaultRule _ in set.RulesFor(subject))
            {
                count++;
            }

            return count;
        }
    }

    private static List<FaultRule> Candidates(FaultRuleSet set, AwsCall call)
    {
        var found = new List<FaultRule>();
        foreach (FaultRule rule in set.RulesFor(new FaultSubject(call)))
        {
            found.Add(rule);
        }

        return found;
    }

    private static IEnumerable<string> Rules(string match, int count) =>
        Enumerable.Range(0, count).Select(i => $$"""{ "match": {{match.Replace("#", i.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)}}, {{Malform}} }""");

    // What the gateway does, by the rules one after the other.
    private static async Task<string?> WalkAsync(FaultRuleSet set, FaultSubject subject)
    {
        foreach (FaultRule rule in set.Rules)
        {
            if (!rule.IsInForceAt(subject.Call.ReceivedAt) || !rule.Match.Matches(subject))
            {
                continue;
            }

            rule.CountConsidered();
            ulong request = rule.Occurrences.KeyOf(subject.Fingerprint);
            double share = rule.ShareAt(subject.Call.ReceivedAt);
            if ((share >= 1 || new FaultDraw(~rule.Key, request).Next() < share)
                && await rule.Trigger.StrikesAsync(subject, rule.Key, request)
                && rule.TryBegin())
            {
                rule.CountFired();
                return rule.Id;
            }
        }

        return null;
    }

    private AwsCall Bob() => _caller.Call(
        "Action=GetFederationToken&Name=Bob", new Observation.ClientRequest(("User-Agent", "Boto3/1.43.11 app/bill")) { From = System.Net.IPAddress.Parse("192.0.2.1") });

    private FaultRuleSet Compile(string[] rules) => Compile(FaultGateway.Put(rules), seed: 0);

    private FaultRuleSet Compile(Misbehaviour misbehaviour, long seed)
    {
        var counters = new Dictionary<string, MemoryFaultCounter>();
        IGrainFactory grains = KnownGrains.Of((_, key) => counters.TryGetValue(key, out MemoryFaultCounter? counter) ? counter : counters[key] = new());
        return FaultRuleSet.Compile(
            misbehaviour, seed, FaultRuleSet.Empty, new FaultCounters(grains, _instruments), FaultCounters.World, (rule, errors) => Assert.Fail($"{rule.Id}: {string.Join("; ", errors)}"));
    }
}
