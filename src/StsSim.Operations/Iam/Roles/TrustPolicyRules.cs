using StsSim.Iam.Policies;
using StsSim.Operations.Parameters;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Roles;

/// <summary>What IAM asks of a trust policy that is to be saved, whoever it names. World files need only keep to the grammar.</summary>
internal static class TrustPolicyRules
{
    private static readonly HashSet<string> Actions = new(StringComparer.OrdinalIgnoreCase)
    {
        "sts:AssumeRole", "sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity", "sts:SetContext", "sts:SetSourceIdentity", "sts:TagSession",
    };

    private static readonly string[] ServiceSuffixes = [".amazonaws.com", ".amazonaws.com.cn", ".aws.internal"];

    /// <summary>The refusal, or <see langword="null"/>.</summary>
    public static AwsError? Check(string document, RequestLimits limits)
    {
        if (PolicyParser.Parse(document, PolicyType.Trust, out PolicyDocument? policy, limits.PolicyDepth) is { } fault)
        {
            return IamErrors.FromTrustPolicy(fault);
        }

        foreach (Statement statement in policy!.Statements)
        {
            if (Check(statement) is { } refusal)
            {
                return refusal;
            }
        }

        return PolicyDocumentText.SizeOf(document) > IamLimits.TrustPolicySize
            ? IamErrors.QuotaExceeded("ACLSizePerRole", IamLimits.TrustPolicySize)
            : null;
    }

    private static AwsError? Check(Statement statement)
    {
        PrincipalList principals = statement.Principals!;
        if (principals.Negated)
        {
            return IamErrors.MalformedPolicy(statement.Effect == Effect.Allow
                ? "Allow with NotPrincipal is not allowed."
                : "AssumeRole policy must not contain NotPrincipal field.");
        }

        if (principals.Entries.Count == 0)
        {
            return IamErrors.MalformedPolicy("Missing required field Principal cannot be empty!");
        }

        foreach (PrincipalEntry principal in principals.Entries)
        {
            if (principal.Kind == PrincipalKind.Any)
            {
                return IamErrors.MalformedPolicy("AssumeRolepolicy contained an invalid principal: \"STAR\":\"*\".");
            }

            if (principal.Kind == PrincipalKind.Service && !ServiceSuffixes.Any(suffix => principal.Text.EndsWith(suffix, StringComparison.Ordinal)))
            {
                return IamErrors.InvalidPrincipal("SERVICE", principal.Text);
            }
        }

        return statement.Actions.Patterns.All(action => Actions.Contains(action.Text))
            ? null
            : IamErrors.MalformedPolicy("AssumeRole policy may only specify STS AssumeRole actions.");
    }
}
