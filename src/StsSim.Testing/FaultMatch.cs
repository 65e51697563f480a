using System.Text.Json;

namespace StsSim.Testing;

/// <summary>
/// Which requests a fault rule is for. Every member that is named must match, and of a list any. Texts may hold <c>*</c>
/// and <c>?</c>.
/// </summary>
public sealed record FaultMatch
{
    /// <summary>Ids of accounts: the caller's, or of an unsigned request that of the role asked for.</summary>
    public IReadOnlyList<string>? Accounts { get; init; }

    /// <summary>Unless named, every operation of STS and none of IAM.</summary>
    public IReadOnlyList<string>? Operations { get; init; }

    /// <summary>ARNs of callers; of a role session also its role's.</summary>
    public IReadOnlyList<string>? Principals { get; init; }

    /// <summary>ARNs of roles that are asked for.</summary>
    public IReadOnlyList<string>? Roles { get; init; }

    /// <summary>Names of federated users that are asked for, or call.</summary>
    public IReadOnlyList<string>? FederatedUsers { get; init; }

    /// <summary>Names of role sessions that are asked for, or call.</summary>
    public IReadOnlyList<string>? SessionNames { get; init; }

    public IReadOnlyList<string>? AccessKeyIds { get; init; }

    /// <summary>What the request is signed with.</summary>
    public IReadOnlyList<FaultCredentials>? Credentials { get; init; }

    public IReadOnlyList<string>? UserAgents { get; init; }

    /// <summary>With or without a version, e.g. <c>Boto3</c>, <c>aws-sdk-dotnet-coreclr/4.*</c>.</summary>
    public IReadOnlyList<string>? Sdks { get; init; }

    /// <summary><c>legacy</c>, <c>standard</c> or <c>adaptive</c>.</summary>
    public IReadOnlyList<string>? RetryModes { get; init; }

    /// <summary>What the application calls itself (<c>AWS_SDK_UA_APP_ID</c>).</summary>
    public IReadOnlyList<string>? ApplicationIds { get; init; }

    public IReadOnlyList<string>? Regions { get; init; }

    /// <summary>Addresses or ranges, e.g. <c>192.0.2.0/24</c>.</summary>
    public IReadOnlyList<string>? Sources { get; init; }

    /// <summary>Numbers of attempts of an SDK's call, from 1.</summary>
    public IReadOnlyList<int>? Attempts { get; init; }

    /// <summary>Headers by name.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    internal object ToBody() => new
    {
        Accounts,
        Operations,
        Principals,
        Roles,
        FederatedUsers,
        SessionNames,
        AccessKeyIds,
        Credentials = Credentials?.Select(kind => JsonNamingPolicy.CamelCase.ConvertName($"{kind}")),
        UserAgents,
        Sdks,
        RetryModes,
        ApplicationIds,
        Regions,
        Sources,
        Attempts,
        Headers,
    };
}
