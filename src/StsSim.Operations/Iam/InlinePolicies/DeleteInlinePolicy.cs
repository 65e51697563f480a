using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.InlinePolicies;

/// <summary>Takes an inline policy from a user, group or role.</summary>
public abstract class DeleteInlinePolicy(PolicyHolderKind kind, IamServices services) : IamOperation($"Delete{kind.Name}Policy", services)
{
    public sealed override bool HasResult => false;

    protected sealed override IamOutcome Plan(IamCall call)
    {
        string name = call.RequiredText(kind.NameParameter, kind.NameRule);
        string policyName = call.RequiredText("PolicyName", ParameterRule.PolicyName);
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        if (kind.Find(call, name, out AwsError? refusal) is not { } holder)
        {
            return refusal!;
        }

        var policies = new Dictionary<string, string>(holder.Policies);
        return policies.Remove(policyName)
            ? IamOutcome.Changed(holder.With(policies, holder.ManagedPolicyArns))
            : IamErrors.NoSuchInlinePolicy(kind.Word, policyName);
    }
}
