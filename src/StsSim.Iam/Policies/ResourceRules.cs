using System.Collections.Frozen;

namespace StsSim.Iam.Policies;

/// <summary>What IAM says of the texts in <c>Resource</c> and <c>NotResource</c> (recorded).</summary>
internal static class ResourceRules
{
    private static readonly FrozenSet<string> Partitions =
        new[] { "*", "aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "aws-eusc" }.ToFrozenSet();

    private static readonly string[] IamPaths =
    [
        "user/", "federated-user/", "role/", "group/", "instance-profile/", "mfa/", "server-certificate/", "policy/", "sms-mfa/",
        "saml-provider/", "oidc-provider/", "report/", "access-report/",
    ];

    public static string? FindFault(string resource)
    {
        if (resource == "*")
        {
            return null;
        }

        // arn, partition, service, Region, account, resource: as many as there are.
        string[] parts = resource.Split(':', 6);
        if (parts.Length == 1)
        {
            return $"Resource {resource} must be in ARN format or \"*\".";
        }

        if (!Partitions.Contains(parts[1]))
        {
            string[] rest = [.. parts[2..], .. Enumerable.Repeat("*", 6 - parts.Length)];
            return $"Partition \"{parts[1]}\" is not valid for resource \"arn:{parts[1]}:{string.Join(':', rest)}\".";
        }

        if (parts.Length == 2)
        {
            return "Resource vendor must be fully qualified and cannot contain regexes.";
        }

        bool namesRegion = parts.Length > 3 && parts[3].Length > 0;
        string id = parts.Length == 6 ? parts[5] : "";
        return parts[2] switch
        {
            "iam" when namesRegion => $"IAM resource {resource} cannot contain region information.",
            "iam" when parts.Length == 6 && !IsIamPath(id) => $"IAM resource path must either be \"*\" or start with {string.Join(", ", IamPaths)}.",
            "s3" when namesRegion && !id.StartsWith("accesspoint/", StringComparison.Ordinal) => $"Resource {resource} can not contain region information.",
            _ => null,
        };
    }

    /// <summary>Whether the older parser, too, finds the parts of an ARN in it.</summary>
    public static bool IsKnownToLegacyParser(string resource)
    {
        string[] parts = resource.Split(':');
        return resource == "*" || ((parts.Length >= 6 || !resource.Contains("::", StringComparison.Ordinal)) && parts is [_, _, { Length: > 0 }, ..]);
    }

    // The root user, and paths whose beginning a wildcard or a variable leaves open, are no kind of their own.
    private static bool IsIamPath(string id)
    {
        string kind = id[..(id.IndexOf('/', StringComparison.Ordinal) + 1)];
        return id == "root" || id.AsSpan(0, kind.Length > 0 ? kind.Length : id.Length).ContainsAny('*', '?', '$') || IamPaths.Contains(kind);
    }
}
