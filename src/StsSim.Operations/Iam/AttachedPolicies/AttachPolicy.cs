using StsSim.Iam.Identities;
using StsSim.Operations.Authorization;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.AttachedPolicies;

/// <summary>Attaches a managed policy to a user, group or role; one that is attached stays so.</summary>
public abstract class AttachPolicy(PolicyHolderKind kind, IamServices services) : IamOperation($"Attach{kind.Name}Policy", services)
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

        if (!call.HasPolicy(arn))
        {
            return IamErrors.NotAttachable(arn);
        }

        if (holder.ManagedPolicyArns.Contains(arn))
        {
            return IamOutcome.Done;
        }

        return holder.ManagedPolicyArns.Count >= IamLimits.AttachedPolicies
            ? IamErrors.QuotaExceeded($"PoliciesPer{kind.Name}", IamLimits.AttachedPolicies)
            : IamOutcome.Changed(holder.With(holder.Policies, [.. holder.ManagedPolicyArns, arn]));
    }
}
