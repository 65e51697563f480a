using System.Text;
using System.Text.Json;
using StsSim.Fuzz.Tests.Engine;
using StsSim.Fuzz.Tests.Mutation;
using StsSim.Iam.Evaluation;
using StsSim.Iam.Policies;

namespace StsSim.Fuzz.Tests.Targets;

/// <summary>
/// Policies of every type: one that parses prints and parses as the same, IAM's own rules never take what the grammar does
/// not, and whatever is taken can be evaluated.
/// </summary>
internal sealed class PolicyTarget : FuzzTarget
{
    private const string Role = "arn:aws:iam::123456789012:role/app";

    private static readonly Principal Caller = new()
    {
        Type = PrincipalType.User,
        Arn = "arn:aws:iam::123456789012:user/alice",
        AccountId = "123456789012",
        UniqueId = "AIDACKCEVSQ6C2EXAMPLE",
    };

    private static readonly DictionaryConditionContext Context = new(new Dictionary<string, IReadOnlyList<string>>
    {
        ["aws:username"] = ["alice"],
        ["aws:userid"] = ["AIDACKCEVSQ6C2EXAMPLE"],
        ["aws:SourceIp"] = ["192.0.2.1"],
        ["aws:CurrentTime"] = ["2026-11-27T12:00:00Z"],
        ["aws:EpochTime"] = ["1795780800"],
        ["aws:SecureTransport"] = ["true"],
        ["aws:PrincipalTag/Team"] = ["blue"],
        ["aws:TagKeys"] = ["Team", "Cost*"],
        ["sts:ExternalId"] = ["${aws:username}"],
        ["aws:PrincipalArn"] = ["arn:aws:iam::123456789012:user/alice"],
    });

    public override string Name => "policy";

    public override IReadOnlyList<string> Reached => [Accepted, "refused", "no JSON"];

    public override long MostAllocatedBytes(byte[] input) => base.MostAllocatedBytes(input) * 4;

    public override byte[] Change(byte[] start, FuzzDraw draw) => JsonMutator.Change(start, draw);

    protected override string Judge(byte[] input)
    {
        string text = Encoding.UTF8.GetString(input);
        return Weigh(() => Try(text));
    }

    private static string Try(string text)
    {
        string outcome = "no JSON";
        foreach (PolicyType type in Enum.GetValues<PolicyType>())
        {
            PolicyFault? fault = PolicyParser.Parse(text, type, out PolicyDocument? policy);
            Assert.Equal(fault is null, policy is not null);
            if (policy is not null)
            {
                CheckPrinted(policy, type);
                Evaluate(policy, type);
                outcome = Accepted;
            }
            else if (fault!.IsJson && outcome != Accepted)
            {
                outcome = "refused";
            }

            Assert.StartsWith("$", fault?.Path ?? "$", StringComparison.Ordinal);
            Assert.False(fault is not null && string.IsNullOrWhiteSpace(fault.Reason));
        }

        CheckRules(text, isManaged: false);
        CheckRules(text, isManaged: true);
        return outcome;
    }

    private static void CheckPrinted(PolicyDocument policy, PolicyType type)
    {
        string printed = policy.ToJson();
        PolicyFault? fault = PolicyParser.Parse(printed, type, out PolicyDocument? again);
        Assert.True(again is not null, $"{fault}\n{printed}");
        Assert.Equal(printed, again.ToJson());
        Assert.Equal(JsonSerializer.Serialize(policy), JsonSerializer.Serialize(again));
    }

    private static void CheckRules(string text, bool isManaged)
    {
        string? sentence = IdentityPolicyRules.FindFault(text, isManaged);
        Assert.NotEqual("", sentence);
        Assert.False(sentence is null && PolicyParser.Parse(text, PolicyType.Identity, out _) is not null, "IAM takes what does not parse.");
    }

    private static void Evaluate(PolicyDocument policy, PolicyType type)
    {
        var policies = new PolicySet([new NamedPolicy("fuzzed", policy)]);
        var request = new AccessRequest(Caller, "sts:AssumeRole", Role, Context);
        _ = type == PolicyType.Identity
            ? AccessEvaluation.Evaluate(request, new PrincipalPolicies { Identity = policies, Session = policies }, resource: null)
            : AccessEvaluation.Evaluate(request, new PrincipalPolicies { Identity = PolicySet.FullAccess }, new ResourcePolicy(policies, "123456789012", type == PolicyType.Trust));
        Assert.All(ContextKeys.Of([policy]), Assert.NotNull);
    }
}
