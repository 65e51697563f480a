using System.Text;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.InlinePolicies;

/// <summary>An inline policy of a user, group or role.</summary>
public abstract class GetInlinePolicy(PolicyHolderKind kind, IamServices services) : IamOperation($"Get{kind.Name}Policy", services)
{
    private readonly byte[] _nameMember = Encoding.ASCII.GetBytes(kind.NameParameter);

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

        return holder.Policies.TryGetValue(policyName, out string? document)
            ? IamOutcome.Answered(result =>
            {
                result.Member(_nameMember, holder.Name);
                result.Member("PolicyName"u8, policyName);
                result.Member("PolicyDocument"u8, PolicyDocumentText.Encode(document));
            })
            : IamErrors.NoSuchInlinePolicy(kind.Word, policyName);
    }
}
