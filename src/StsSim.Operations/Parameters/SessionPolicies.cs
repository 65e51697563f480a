using StsSim.Iam.Identities;
using StsSim.Iam.Policies;
using StsSim.Operations.Accounts;
using StsSim.Operations.Sts;
using StsSim.Protocol.Errors;
using StsSim.Protocol.Query;

namespace StsSim.Operations.Parameters;

/// <summary>The session policies of a request: <c>Policy</c> and <c>PolicyArns</c>.</summary>
internal static class SessionPolicies
{
    private const int MaximumArns = 10;

    public static string[] ReadArns(QueryParameters parameters, ref ParameterConstraints constraints)
    {
        IReadOnlyList<int> numbers = parameters.MemberNumbers("PolicyArns.member."u8);
        if (numbers.Count == 0)
        {
            return [];
        }

        constraints.Count("policyArns", numbers.Count, MaximumArns);
        string[] arns = new string[numbers.Count];
        for (int i = 0; i < arns.Length; i++)
        {
            // The model names it in lower case; every other member is capitalised.
            string? arn = parameters.FindMember("PolicyArns.member."u8, numbers[i], ".arn"u8);
            constraints.Text($"policyArns.{i + 1}.member.arn", arn, required: false, 20, 2048, ParameterPattern.Arn);
            arns[i] = arn ?? "";
        }

        return arns;
    }

    /// <summary>Each ARN is one, and names an AWS-managed policy or one of the account that exists.</summary>
    public static AwsError? CheckArns(IReadOnlyList<string> arns, Account account, string partition)
    {
        foreach (string arn in arns)
        {
            bool exists = arn.StartsWith($"arn:{partition}:iam::aws:policy/", StringComparison.Ordinal) || account.FindPolicy(arn) is not null;
            if (!Arn.IsWellFormed(arn) || !exists)
            {
                return StsErrors.InvalidArn(arn);
            }
        }

        return null;
    }

    /// <summary>The inline policy parses, and everything together fits.</summary>
    public static AwsError? CheckSize(
        string? policy, IReadOnlyList<string> arns, IReadOnlyList<KeyValuePair<string, string>> tags, RequestLimits limits, out int packedPolicySize)
    {
        packedPolicySize = 0;
        if (policy is not null && PolicyParser.Parse(policy, PolicyType.Identity, out _, limits.PolicyDepth) is { } fault)
        {
            return fault.IsJson ? StsErrors.MalformedPolicySyntax : StsErrors.MalformedPolicyNotJson;
        }

        PackedPolicySize size = PackedPolicySize.Measure(policy ?? "", arns, tags);
        packedPolicySize = size.Total;
        return size switch
        {
            { Policies: > 100 } => StsErrors.PackedPolicyTooLarge(size.Policies),
            { Total: > 100 } => StsErrors.PackedTagsTooLarge(size.Total),
            _ => null,
        };
    }
}
