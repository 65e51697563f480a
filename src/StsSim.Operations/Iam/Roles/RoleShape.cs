using StsSim.Grains.Abstractions.Accounts;
using StsSim.Iam.Identities;
using StsSim.Operations.Iam.Tags;
using StsSim.Protocol.Results;

namespace StsSim.Operations.Iam.Roles;

/// <summary>The <c>Role</c> structure of the service model.</summary>
internal static class RoleShape
{
    /// <summary>The structure with its name around it.</summary>
    /// <param name="trustPolicy">As it is shown, see <see cref="TrustPrincipals"/>.</param>
    public static void Write(ResultWriter result, IamCall call, RoleDefinition role, string trustPolicy, RoleMembers members)
    {
        result.BeginStructure("Role"u8);
        WriteMembers(result, call, role, trustPolicy, members);
        result.EndStructure("Role"u8);
    }

    public static void WriteMembers(ResultWriter result, IamCall call, RoleDefinition role, string trustPolicy, RoleMembers members)
    {
        result.Member("Path"u8, role.Path);
        result.Member("RoleName"u8, role.Name);
        result.Member("RoleId"u8, role.RoleId);
        result.Member("Arn"u8, Arn.Role(call.Partition, call.AccountId, role.Path, role.Name));
        result.Member("CreateDate"u8, call.CreationOf(role.CreatedAt));
        result.Member("AssumeRolePolicyDocument"u8, PolicyDocumentText.Encode(trustPolicy));
        if (members.HasFlag(RoleMembers.Description) && role.Description is not null)
        {
            result.Member("Description"u8, role.Description);
        }

        if (members.HasFlag(RoleMembers.MaxSessionDuration))
        {
            result.Member("MaxSessionDuration"u8, role.MaxSessionDuration);
        }

        if (members.HasFlag(RoleMembers.BoundaryAndTags))
        {
            PermissionsBoundaryShape.Write(result, role.PermissionsBoundary);
            IamTags.Write(result, role.Tags);
        }
    }
}
