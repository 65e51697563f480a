using StsSim.Iam.Policies;

namespace StsSim.Iam.Evaluation;

/// <summary>All policies attached to one principal, flattened for evaluation without allocation.</summary>
public sealed class IdentityPolicies
{
    private readonly Statement[] _statements;

    public IdentityPolicies(IEnumerable<PolicyDocument> policies)
    {
        _statements = [.. policies.SelectMany(policy => policy.Statements)];
        if (_statements.Any(statement => statement.HasConditions))
        {
            // Deciding while ignoring a condition would grant what nobody granted.
            throw new NotSupportedException("Conditions in identity policies cannot be evaluated.");
        }
    }

    public static IdentityPolicies None { get; } = new([]);

    /// <param name="action">e.g. <c>sts:GetFederationToken</c>.</param>
    /// <param name="resource">The ARN acted on, or <c>*</c>.</param>
    public Decision Evaluate(ReadOnlySpan<char> action, ReadOnlySpan<char> resource)
    {
        Decision decision = Decision.ImplicitDeny;
        foreach (Statement statement in _statements)
        {
            if (!statement.Covers(action, resource))
            {
                continue;
            }

            if (statement.Effect == Effect.Deny)
            {
                return Decision.ExplicitDeny;
            }

            decision = Decision.Allowed;
        }

        return decision;
    }
}
