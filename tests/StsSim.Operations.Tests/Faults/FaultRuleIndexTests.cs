using System.Text.Json;
using StsSim.Operations.Authentication;
using StsSim.Operations.Faults;

namespace StsSim.Operations.Tests.Faults;

public sealed class FaultRuleIndexTests : IDisposable
{
    private static readonly Dictionary<string, string[]> Texts = new()
    {
        ["federatedUsers"] = ["Bob", "Eve", "bob", "B*", "Bo?", @"Bo\b"],
        ["sessionNames"] = ["nightly", "batch", "n*"],
        ["accessKeyIds"] = [FaultCaller.UserKey, FaultCaller.SessionKey, "AKIA*"],
        ["roles"] = ["arn:aws:iam::123456789012:role/team/app", "arn:aws:iam::123456789012:role/other", "*:role/team/*"],
        ["principals"] =
        [
            "arn:aws:iam::123456789012:user/team/Alice", "arn:aws:iam::123456789012:role/team/app", "arn:aws:sts::123456789012:assumed-role/app/batch",
            "arn:aws:sts::123456789012:federated-user/Bob", "*:user/*",
        ],
        ["operations"] = ["GetFederationToken", "getcalleridentity", "AssumeRole", "Get*", "GetUser"],
        ["regions"] = ["us-east-1", "eu-*"],
    };

    private readonly FaultCaller _caller = new();

    public void Dispose() => _caller.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void All_rules_that_are_for_a_request_are_found_in_their_order(int seed)
    {
        var random = new Random(seed);
        long matching = 0;
        for (int world = 0; world < 60; world++)
        {
            FaultRule[] rules = [.. Enumerable.Range(0, random.Next(60)).Select(_ => RuleFor(RandomMatch(random)))];
            var index = new FaultRuleIndex(rules);
            foreach (AwsCall call in Calls())
            {
                var subject = new FaultSubject(call);
                int[] candidates = [.. Candidates(index, subject)];
                int[] expected = [.. Enumerable.Range(0, rules.Length).Where(place => rules[place].Match.Matches(subject))];

                Assert.Equal(candidates.Order().Distinct(), candidates);
                Assert.Equal(expected, candidates.Where(place => rules[place].Match.Matches(subject)));
                matching += expected.Length;
            }
        }

        Assert.True(matching > 1000, "hardly a rule was for anything, so nothing was proved");
    }

    [Theory]
    [InlineData("""{ "federatedUsers": ["user-#", "other-#"] }""")]
    [InlineData("""{ "sessionNames": ["session-#"] }""")]
    [InlineData("""{ "accessKeyIds": ["ASIA#"] }""")]
    [InlineData("""{ "roles": ["arn:aws:iam::123456789012:role/#"] }""")]
    [InlineData("""{ "principals": ["arn:aws:iam::123456789012:role/#", "arn:aws:iam::123456789012:user/#"] }""")]
    [InlineData("""{ "operations": ["GetUser"] }""")]
    [InlineData("""{ "federatedUsers": ["B*-#"], "operations": ["GetUser"] }""")]
    public void Of_a_thousand_rules_for_others_none_is_looked_at(string match)
    {
        FaultRule[] rules = [.. Enumerable.Range(0, 1000).Select(rule => RuleFor(match.Replace("#", $"{rule}", StringComparison.Ordinal))), RuleFor("{}")];
        var index = new FaultRuleIndex(rules);

        using AwsCall call = _caller.Call("Action=GetFederationToken&Name=Bob");
        Assert.Equal([1000], Candidates(index, new FaultSubject(call)));
    }

    private static IEnumerable<int> Candidates(FaultRuleIndex index, FaultSubject subject)
    {
        FaultCandidates candidates = index.Find(subject);
        while (candidates.MoveNext())
        {
            yield return candidates.Current;
        }
    }

    private static FaultRule RuleFor(string match) =>
        FaultRulesReader.Compile(RuleText.Define($$"""{ "match": {{match}}, "effect": { "type": "error", "code": "InternalFailure" } }"""), out _);

    private static string RandomMatch(Random random)
    {
        var match = new Dictionary<string, string[]>();
        foreach ((string member, string[] texts) in Texts)
        {
            if (random.Next(4) == 0)
            {
                match[member] = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => texts[random.Next(texts.Length)])];
            }
        }

        return JsonSerializer.Serialize(match);
    }

    private IEnumerable<AwsCall> Calls()
    {
        Caller[] callers = [_caller.User, _caller.RoleSession("batch"), _caller.FederatedUser("Bob")];
        string[] forms =
        [
            "Action=GetFederationToken&Name=Bob", "Action=GetFederationToken&Name=Eve", "Action=GetFederationToken", "Action=GetCallerIdentity", "Action=GetUser",
            "Action=AssumeRole&RoleArn=arn:aws:iam::123456789012:role/team/app&RoleSessionName=nightly",
        ];
        return from caller in callers from form in forms select _caller.Call(form, caller: caller);
    }
}
