using StsSim.Iam.Evaluation;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Sts;

/// <summary>Whether a caller may perform an action of STS in its own account.</summary>
internal static class Authorization
{
    /// <param name="action">e.g. <c>sts:GetFederationToken</c>.</param>
    /// <param name="resource">The ARN acted on, or <c>*</c>.</param>
    public static AwsError? Authorize(StsCall call, string action, string resource)
    {
        if (call.Caller.Session is not null)
        {
            // Sessions of GetFederationToken and GetSessionToken may call GetCallerIdentity, AssumeRole apart, and nothing else.
            return StsErrors.NotAuthorizedInSession(call.CallerArn, action, resource);
        }

        if (call.Caller.IsRoot)
        {
            return null;
        }

        Decision decision = call.Caller.Policies.Evaluate(action, resource);
        return decision == Decision.Allowed
            ? null
            : StsErrors.NotAuthorized(call.CallerArn, action, resource, explicitly: decision == Decision.ExplicitDeny);
    }
}
