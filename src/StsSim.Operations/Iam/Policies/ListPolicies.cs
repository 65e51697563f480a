using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Policies;

/// <summary>The managed policies of the account, of AWS, or of both, by ARN.</summary>
public sealed class ListPolicies(IamServices services) : IamOperation("ListPolicies", services)
{
    protected override IamOutcome Plan(IamCall call)
    {
        string scope = call.Choice("Scope", "All", "AWS", "Local") ?? "All";
        bool onlyAttached = call.Flag("OnlyAttached") ?? false;
        string prefix = call.Text("PathPrefix", ParameterRule.PolicyPath) ?? "/";
        string? usageFilter = call.Choice("PolicyUsageFilter", "PermissionsPolicy", "PermissionsBoundary");
        IReadOnlyDictionary<string, PolicyUsage> usages = PolicyUsage.OfAll(call.Account);

        IEnumerable<ManagedPolicy> own = scope == "AWS" ? [] : ManagedPolicy.OfAccount(call);
        IEnumerable<ManagedPolicy> aws = scope == "Local" ? [] : ManagedPolicy.OfAws();
        IamPage<ManagedPolicy> page = call.Page(
            own.Concat(aws)
                .Where(policy => policy.Path.StartsWith(prefix, StringComparison.Ordinal))
                .Where(policy => IsWanted(usages.GetValueOrDefault(policy.Arn), onlyAttached, usageFilter))
                .OrderBy(policy => policy.Arn, StringComparer.OrdinalIgnoreCase),
            policy => policy.Arn);
        AwsError? refusal = call.Malformed ?? call.Authorize("*", named: $"policy path {prefix}");
        return refusal is not null
            ? refusal
            : IamOutcome.Answered(result => page.Write(result, "Policies"u8, (item, policy) =>
                PolicyShape.WriteMembers(item, policy, usages.GetValueOrDefault(policy.Arn))));
    }

    private static bool IsWanted(PolicyUsage usage, bool onlyAttached, string? usageFilter) => usageFilter switch
    {
        "PermissionsPolicy" => usage.Attachments > 0,
        "PermissionsBoundary" => usage.Boundaries > 0,
        _ => !onlyAttached || usage.IsUsed,
    };
}
