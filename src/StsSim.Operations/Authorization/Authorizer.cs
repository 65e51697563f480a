using StsSim.Iam.Evaluation;
using StsSim.Operations.Accounts;
using StsSim.Operations.Authentication;
using StsSim.Operations.Sts;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Authorization;

/// <summary>Whether the policies of all sides let a call go on; every denial is noted on the call, encoded.</summary>
public sealed class Authorizer(AuthorizationMessages messages)
{
    private static readonly ResourcePolicy NoTrust = new(PolicySet.Empty, AccountId: "", IsTrustPolicy: true);

    /// <summary>Whether the caller's own policies allow an action.</summary>
    /// <param name="action">e.g. <c>sts:GetFederationToken</c>.</param>
    /// <param name="resource">The ARN acted on, or <c>*</c>.</param>
    /// <param name="named">What the refusal calls the resource, where that is not its ARN.</param>
    public AwsError? Authorize(AwsCall call, string action, string resource, RequestTerms? terms = null, string? named = null)
    {
        AccessDecision decision = Decide(call, call.Caller, action, resource, resourcePolicy: null, terms ?? RequestTerms.None);
        return decision.Decision == Decision.Allowed
            ? null
            : StsErrors.NotAuthorized(call.CallerArn, action, named ?? resource, decision);
    }

    /// <summary>
    /// Whether the caller may do something to a role, by the role's trust policy and by its own policies where the two
    /// accounts or the trust policy's wording ask for that (IAM User Guide, "Policy evaluation logic"). The sentence gives
    /// no reason, as AWS's.
    /// </summary>
    /// <param name="role"><see langword="null"/> where there is none: then nobody trusts, and the refusal is the same.</param>
    public AwsError? AuthorizeOnRole(AwsCall call, string action, string roleArn, Role? role, RequestTerms terms) =>
        Decide(call, call.Caller, action, roleArn, role?.TrustPolicy ?? NoTrust, terms).Decision == Decision.Allowed
            ? null
            : StsErrors.NotAuthorizedPlainly(call.CallerArn, action, roleArn);

    /// <summary>Whether a role's trust policy lets in a principal without AWS credentials.</summary>
    public static bool IsTrusted(AwsCall call, Principal principal, string action, string roleArn, Role role, RequestTerms terms)
    {
        var request = new AccessRequest(principal, action, roleArn, new CallConditions(call, terms));
        return AccessEvaluation.Evaluate(request, caller: null, role.TrustPolicy).Decision == Decision.Allowed;
    }

    private AccessDecision Decide(
        AwsCall call, Caller caller, string action, string resource, ResourcePolicy? resourcePolicy, RequestTerms terms)
    {
        var request = new AccessRequest(call.Principal, action, resource, new CallConditions(call, terms));
        AccessDecision decision = AccessEvaluation.Evaluate(request, caller.Policies, resourcePolicy);
        if (decision.Decision != Decision.Allowed)
        {
            var explanation = new Explanation();
            AccessEvaluation.Evaluate(request, caller.Policies, resourcePolicy, explanation);
            call.EncodedAuthorizationMessage = messages.Encode(caller, request, decision, explanation);
        }

        return decision;
    }
}
