using StsSim.Iam.Identities;
using StsSim.Operations.Authorization;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.AttachedPolicies;

/// <summary>Detaches a managed policy from a user, group or role.</summary>
public abstract class DetachPolicy(PolicyHolderKind kind, IamServices services) : IamOperation($"Detach{kind.Name}Policy", services)
{
    public sealed override bool HasResult => false;

    protected sealed override IamOutcome Plan(IamCall call)
    {
        string name = call.RequiredText(kind.NameParameter, kind.AttachedNameRule);
        string arn = call.RequiredText("PolicyArn", ParameterRule.Arn);
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        if (!Arn.IsWellFormed(arn))
        {
            return IamErrors.UnparsableArn;
        }

        if (kind.Find(call, name, out AwsError? refusal, new RequestTerms { PolicyArn = arn }) is not { } holder)
        {
            return refusal!;
        }

        return holder.ManagedPolicyArns.Contains(arn)
            ? IamOutcome.Changed(holder.With(holder.Policies, [.. holder.ManagedPolicyArns.Where(attached => attached != arn)]))
            : IamErrors.NoSuchPolicy(arn);
    }
}
