using StsSim.Protocol.Results;

namespace StsSim.Operations.Iam.Policies;

/// <summary>The <c>Policy</c> structure of the service model.</summary>
internal static class PolicyShape
{
    /// <summary>What every operation shows of a policy; descriptions and tags are each operation's own.</summary>
    public static void WriteMembers(ResultWriter result, ManagedPolicy policy, PolicyUsage usage)
    {
        result.Member("PolicyName"u8, policy.Name);
        result.Member("PolicyId"u8, policy.PolicyId);
        result.Member("Arn"u8, policy.Arn);
        result.Member("Path"u8, policy.Path);
        result.Member("DefaultVersionId"u8, policy.DefaultVersionId);
        result.Member("AttachmentCount"u8, usage.Attachments);
        result.Member("PermissionsBoundaryUsageCount"u8, usage.Boundaries);
        result.Member("IsAttachable"u8, true);
        result.Member("CreateDate"u8, policy.CreatedAt);
        result.Member("UpdateDate"u8, policy.UpdatedAt);
    }
}
