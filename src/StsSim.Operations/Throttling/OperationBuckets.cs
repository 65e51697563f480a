using System.Collections.Frozen;

namespace StsSim.Operations.Throttling;

/// <summary>How AWS splits the operations of STS over buckets.</summary>
public static class OperationBuckets
{
    /// <summary>Every operation of the service model, in the order of the alphabet.</summary>
    public static readonly string[] All =
    [
        "AssumeRole", "AssumeRoleWithSAML", "AssumeRoleWithWebIdentity", "AssumeRoot", "DecodeAuthorizationMessage", "GetAccessKeyInfo",
        "GetCallerIdentity", "GetDelegatedAccessToken", "GetFederationToken", "GetSessionToken", "GetWebIdentityToken",
    ];

    private static readonly FrozenSet<string> Shared = new[]
    {
        "AssumeRole", "DecodeAuthorizationMessage", "GetAccessKeyInfo", "GetCallerIdentity", "GetFederationToken", "GetSessionToken",
    }.ToFrozenSet();

    /// <summary>Whether an operation is one of those that share the bucket of an account in a Region.</summary>
    public static bool IsShared(string operation) => Shared.Contains(operation);
}
