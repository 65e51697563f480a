using StsSim.Operations.Parameters;
using StsSim.Protocol.Errors;
using StsSim.Protocol.Results;

namespace StsSim.Operations.Iam.Policies;

/// <summary>What goes for every version of a managed policy.</summary>
internal static class PolicyVersions
{
    /// <summary>What is wrong with a document, or <see langword="null"/>.</summary>
    public static AwsError? Check(string document, RequestLimits limits) =>
        PolicyDocumentText.CheckIdentityPolicy(document, isManaged: true, limits)
        ?? (PolicyDocumentText.SizeOf(document) > IamLimits.ManagedPolicySize
            ? IamErrors.QuotaExceeded("PolicySize", IamLimits.ManagedPolicySize)
            : null);

    /// <summary>The members of the <c>PolicyVersion</c> structure behind its document, which only one operation shows.</summary>
    public static void WriteMembers(ResultWriter result, ManagedPolicyVersion version)
    {
        result.Member("VersionId"u8, version.VersionId);
        result.Member("IsDefaultVersion"u8, version.IsDefault);
        result.Member("CreateDate"u8, version.CreatedAt);
    }
}
