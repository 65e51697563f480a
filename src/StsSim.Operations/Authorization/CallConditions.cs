using StsSim.Iam.Evaluation;

namespace StsSim.Operations.Authorization;

/// <summary>
/// The condition keys of one call of STS, looked up only when a policy asks: those of the caller, of the network, and of
/// what the request asks for.
/// </summary>
internal sealed class CallConditions(AwsCall call, RequestTerms terms)
    : CallerConditions(call.FindCaller(), call.PartitionName, call.ServerTime, call.Clock.Skew)
{
    private string[]? _tagKeys;

    /// <summary>Keys beside the caller's that a call may have; families of keys are left out.</summary>
    public static IReadOnlyList<string> RequestNames { get; } =
    [
        "aws:SourceIp", "aws:SecureTransport", "aws:UserAgent", "aws:RequestedRegion", "aws:TagKeys", "sts:ExternalId", "sts:RoleSessionName",
        "sts:SourceIdentity", "sts:TransitiveTagKeys", "sts:TaskPolicyArn", "sts:DurationSeconds", "sts:IdentityTokenAudience",
        "sts:SigningAlgorithm", "iam:PermissionsBoundary", "iam:PolicyARN", "aws:ResourceAccount", "aws:ResourceOrgID",
    ];

    public override ConditionValues Find(ConditionKey key)
    {
        switch (key.Name)
        {
            case "aws:sourceip":
                return Optional(call.Request.RemoteAddress is { } address ? (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).ToString() : null);
            case "aws:securetransport":
                return ConditionValues.Of(call.Request.IsSecure);
            case "aws:useragent":
                return call.Request.TryGetHeader("User-Agent", out string userAgent) ? ConditionValues.Of(userAgent) : default;
            case "aws:requestedregion":
                return ConditionValues.Of(call.Region);
            case "aws:tagkeys":
                return terms.Tags.Count + terms.RemovedTagKeys.Count == 0
                    ? default
                    : ConditionValues.Of(_tagKeys ??= [.. terms.Tags.Select(tag => tag.Key), .. terms.RemovedTagKeys]);
            case "aws:resourceaccount":
                return Optional(ResourceAccount?.Id.ToString());
            case "aws:resourceorgid":
                return Optional(ResourceAccount?.Organization?.OrganizationId);
            case "iam:permissionsboundary":
                return Optional(terms.PermissionsBoundary);
            case "iam:policyarn":
                return Optional(terms.PolicyArn);
            case "sts:externalid":
                return Optional(terms.ExternalId);
            case "sts:rolesessionname":
                return Optional(terms.RoleSessionName);
            case "sts:sourceidentity":
                return Optional(terms.SourceIdentity);
            case "sts:transitivetagkeys":
                return terms.TransitiveTagKeys.Count == 0 ? default : ConditionValues.Of(terms.TransitiveTagKeys);
            case "sts:taskpolicyarn":
                return Optional(terms.TaskPolicyArn);
            case "sts:durationseconds":
                return terms.DurationSeconds is { } seconds ? ConditionValues.Of(seconds) : default;
            case "sts:identitytokenaudience":
                return terms.IdentityTokenAudience.Count == 0 ? default : ConditionValues.Of(terms.IdentityTokenAudience);
            case "sts:signingalgorithm":
                return Optional(terms.SigningAlgorithm);
            case "aws:multifactorauthpresent" when terms.WithMfa:
                return ConditionValues.Of(true);
            case "aws:multifactorauthage" when terms.WithMfa:
                return ConditionValues.Of(0L);
            case "aws:federatedprovider" or "aws:userid" when Caller is null:
                return Optional(terms.FederatedProvider);
            case "aws:principaltype" when Caller is null:
                return ConditionValues.Of("User"); // recorded of web identities
            case "aws:principalaccount" when Caller is null:
                return Optional(terms.Role?.Account.IdText);
        }

        return key.Prefix switch
        {
            "aws:requesttag" => FindRequestTag(key.Suffix!),
            "aws:resourcetag" or "iam:resourcetag" => FindResourceTag(key.Suffix!),
            _ when terms.ProviderKeys is { } provider && provider.TryGetValue(key.Name, out IReadOnlyList<string>? values) =>
                values.Count == 1 ? ConditionValues.Of(values[0]) : ConditionValues.Of(values),
            _ => base.Find(key),
        };
    }

    private ConditionValues FindRequestTag(string name)
    {
        for (int i = 0; i < terms.Tags.Count; i++)
        {
            if (terms.Tags[i].Key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return ConditionValues.Of(terms.Tags[i].Value);
            }
        }

        return default;
    }

    private ConditionValues FindResourceTag(string name)
    {
        foreach ((string key, string value) in terms.Role?.Tags ?? terms.ResourceTags ?? NoTags)
        {
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return ConditionValues.Of(value);
            }
        }

        return default;
    }

    // IAM acts on nothing but the caller's own account.
    private Accounts.Account? ResourceAccount => terms.Role?.Account ?? (call.Service == "iam" ? call.Account : null);

    private static Dictionary<string, string> NoTags { get; } = [];
}
