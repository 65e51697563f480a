using StsSim.Iam.Credentials;
using StsSim.Iam.Evaluation;
using StsSim.Iam.Policies;
using StsSim.Operations.Accounts;

namespace StsSim.Operations.Authentication;

/// <summary>The session policies of a session, compiled from what its token carries.</summary>
internal static class SessionPolicySet
{
    /// <summary>
    /// The union of inline and managed session policies, or <see langword="null"/> where nothing limits the session. A
    /// federated user always has session policies, possibly none, and then no permission (IAM User Guide).
    /// </summary>
    public static PolicySet? Of(SessionClaims session, Account account)
    {
        if (session.Policy.Length == 0 && session.PolicyArns.Count == 0)
        {
            return session.Kind == SessionKind.FederatedUser ? PolicySet.Empty : null;
        }

        var policies = new List<NamedPolicy>(1 + session.PolicyArns.Count);
        if (session.Policy.Length > 0)
        {
            Add("Policy", session.Policy);
        }

        foreach (string arn in session.PolicyArns)
        {
            // A managed policy that was deleted since grants nothing more.
            if ((ManagedPolicies.Find(arn) ?? account.FindPolicy(arn)) is { } document)
            {
                Add(arn, document);
            }
        }

        return new PolicySet(policies);

        void Add(string name, string document)
        {
            if (PolicyParser.Parse(document, PolicyType.Identity, out PolicyDocument? policy) is null)
            {
                policies.Add(new NamedPolicy(name, policy!));
            }
        }
    }
}
