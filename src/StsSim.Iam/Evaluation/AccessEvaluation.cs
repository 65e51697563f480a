namespace StsSim.Iam.Evaluation;

/// <summary>
/// Decides whether a request is allowed. Sources: IAM User Guide, "Policy evaluation logic", "How AWS enforcement code
/// logic evaluates requests" and "Cross-account policy evaluation logic".
/// </summary>
public static class AccessEvaluation
{
    /// <param name="caller">
    /// The policies on the caller's side; <see langword="null"/> for who has none, such as a web identity, whom the
    /// resource's side alone may let in.
    /// </param>
    /// <param name="resource">The policies on the resource's side, or <see langword="null"/> where it has none.</param>
    /// <param name="explanation">Collects the statements that matched; without it nothing is allocated.</param>
    public static AccessDecision Evaluate(in AccessRequest request, PrincipalPolicies? caller, ResourcePolicy? resource, Explanation? explanation = null)
    {
        // No policy of an account reaches the services of AWS and who has not signed in.
        caller = request.Principal.Type is PrincipalType.Service or PrincipalType.Anonymous ? null : caller;
        if (explanation is not null)
        {
            Explain(request, caller, resource, explanation);
        }

        if (FindDeny(request, caller, resource) is { } denying)
        {
            return new AccessDecision(Decision.ExplicitDeny, denying);
        }

        return FindSilence(request, caller, resource) is { } silent
            ? new AccessDecision(Decision.ImplicitDeny, silent)
            : AccessDecision.Allowed;
    }

    /// <summary>The first kind of policy that denies, from the organization's policies down to the session's.</summary>
    private static PolicyKind? FindDeny(in AccessRequest request, PrincipalPolicies? caller, ResourcePolicy? resource)
    {
        if (caller?.ServiceControl?.Denies(request) == true)
        {
            return PolicyKind.ServiceControl;
        }

        if (resource?.ResourceControl?.DeniesCaller(request) == true)
        {
            return PolicyKind.ResourceControl;
        }

        if (resource?.Policies.DeniesCaller(request) == true)
        {
            return resource.Kind;
        }

        if (caller is null)
        {
            return null;
        }

        return caller.Identity.Denies(request) ? PolicyKind.Identity
            : caller.PermissionsBoundary?.Denies(request) == true ? PolicyKind.PermissionsBoundary
            : caller.Session?.Denies(request) == true ? PolicyKind.Session
            : null;
    }

    /// <summary>The first kind of policy that would have to allow and does not, or <see langword="null"/> if all do.</summary>
    private static PolicyKind? FindSilence(in AccessRequest request, PrincipalPolicies? caller, ResourcePolicy? resource)
    {
        if (resource?.ResourceControl?.AllowsCaller(request) == PrincipalMatch.None)
        {
            return PolicyKind.ResourceControl;
        }

        if (caller?.ServiceControl?.Allows(request) == false)
        {
            return PolicyKind.ServiceControl;
        }

        PrincipalMatch granted = resource?.Policies.AllowsCaller(request) ?? PrincipalMatch.None;
        bool sameAccount = resource is null || resource.AccountId == request.Principal.AccountId;
        bool mustBeGranted = caller is null || !sameAccount || resource?.IsTrustPolicy == true;
        if (mustBeGranted && granted == PrincipalMatch.None)
        {
            return resource?.Kind ?? PolicyKind.Identity;
        }

        if (caller is null || (sameAccount && granted == PrincipalMatch.Itself))
        {
            return null;
        }

        // A grant to more than the account needs no second one from the same account.
        bool needsIdentity = !(sameAccount && granted == PrincipalMatch.Identity) && request.Principal.Type != PrincipalType.Account;
        return needsIdentity && !caller.Identity.Allows(request) ? PolicyKind.Identity
            : caller.PermissionsBoundary?.Allows(request) == false ? PolicyKind.PermissionsBoundary
            : caller.Session?.Allows(request) == false ? PolicyKind.Session
            : null;
    }

    private static void Explain(in AccessRequest request, PrincipalPolicies? caller, ResourcePolicy? resource, Explanation explanation)
    {
        caller?.Identity.Explain(request, PolicyKind.Identity, explanation);
        caller?.PermissionsBoundary?.Explain(request, PolicyKind.PermissionsBoundary, explanation);
        caller?.Session?.Explain(request, PolicyKind.Session, explanation);
        resource?.Policies.Explain(request, resource.Kind, explanation);
        caller?.ServiceControl?.Explain(request, PolicyKind.ServiceControl, explanation);
        resource?.ResourceControl?.Explain(request, PolicyKind.ResourceControl, explanation);
    }
}
