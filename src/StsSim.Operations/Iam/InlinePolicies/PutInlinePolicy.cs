using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.InlinePolicies;

/// <summary>Gives a user, group or role an inline policy, in place of one of the same name.</summary>
public abstract class PutInlinePolicy(PolicyHolderKind kind, IamServices services) : IamOperation($"Put{kind.Name}Policy", services)
{
    public sealed override bool HasResult => false;

    protected sealed override IamOutcome Plan(IamCall call)
    {
        string name = call.RequiredText(kind.NameParameter, kind.NameRule);
        string policyName = call.RequiredText("PolicyName", ParameterRule.PolicyName);
        string document = call.RequiredText("PolicyDocument", ParameterRule.PolicyDocument);
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        if (kind.Find(call, name, out AwsError? refusal) is not { } holder)
        {
            return refusal!;
        }

        if (PolicyDocumentText.CheckIdentityPolicy(document, isManaged: false, call.Limits) is { } fault)
        {
            return fault;
        }

        var policies = new Dictionary<string, string>(holder.Policies) { [policyName] = document };
        return policies.Values.Sum(PolicyDocumentText.SizeOf) > kind.PoliciesSize
            ? IamErrors.LimitExceeded($"Maximum policy size of {kind.PoliciesSize} bytes exceeded for {kind.Word} {holder.Name}")
            : IamOutcome.Changed(holder.With(policies, holder.ManagedPolicyArns));
    }
}
