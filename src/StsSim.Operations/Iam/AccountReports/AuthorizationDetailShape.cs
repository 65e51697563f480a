using StsSim.Grains.Abstractions.Accounts;
using StsSim.Operations.Iam.Groups;
using StsSim.Operations.Iam.Policies;
using StsSim.Operations.Iam.Roles;
using StsSim.Operations.Iam.Tags;
using StsSim.Operations.Iam.Users;
using StsSim.Protocol.Results;

namespace StsSim.Operations.Iam.AccountReports;

/// <summary>The <c>…Detail</c> structures of the service model.</summary>
internal static class AuthorizationDetailShape
{
    public static void Write(ResultWriter result, IamCall call, UserDefinition user)
    {
        UserShape.WriteMembers(result, call, user, withTags: false);
        WriteInline(result, "UserPolicyList"u8, user.Policies);
        result.Texts("GroupList"u8, user.Groups);
        WriteAttached(result, user.ManagedPolicyArns);
        PermissionsBoundaryShape.Write(result, user.PermissionsBoundary);
        IamTags.Write(result, user.Tags);
    }

    public static void Write(ResultWriter result, IamCall call, GroupDefinition group)
    {
        GroupShape.WriteMembers(result, call, group);
        WriteInline(result, "GroupPolicyList"u8, group.Policies);
        WriteAttached(result, group.ManagedPolicyArns);
    }

    public static void Write(ResultWriter result, IamCall call, RoleDefinition role, string trustPolicy, AccessKeyUse? lastUse)
    {
        RoleShape.WriteMembers(result, call, role, trustPolicy, RoleMembers.None);
        result.BeginList("InstanceProfileList"u8);
        result.EndList("InstanceProfileList"u8);
        WriteInline(result, "RolePolicyList"u8, role.Policies);
        WriteAttached(result, role.ManagedPolicyArns);
        PermissionsBoundaryShape.Write(result, role.PermissionsBoundary);
        IamTags.Write(result, role.Tags);
        RoleLastUsedShape.Write(result, call, lastUse);
    }

    public static void Write(ResultWriter result, ManagedPolicy policy, PolicyUsage usage)
    {
        PolicyShape.WriteMembers(result, policy, usage);
        if (policy.Description is not null)
        {
            result.Member("Description"u8, policy.Description);
        }

        result.BeginList("PolicyVersionList"u8);
        foreach (ManagedPolicyVersion version in policy.Versions)
        {
            result.BeginStructure("member"u8);
            result.Member("Document"u8, PolicyDocumentText.Encode(version.Document()));
            PolicyVersions.WriteMembers(result, version);
            result.EndStructure("member"u8);
        }

        result.EndList("PolicyVersionList"u8);
    }

    private static void WriteInline(ResultWriter result, ReadOnlySpan<byte> list, IReadOnlyDictionary<string, string> policies)
    {
        result.BeginList(list);
        foreach ((string name, string document) in policies.OrderBy(policy => policy.Key, StringComparer.OrdinalIgnoreCase))
        {
            result.BeginStructure("member"u8);
            result.Member("PolicyName"u8, name);
            result.Member("PolicyDocument"u8, PolicyDocumentText.Encode(document));
            result.EndStructure("member"u8);
        }

        result.EndList(list);
    }

    private static void WriteAttached(ResultWriter result, IReadOnlyList<string> arns)
    {
        result.BeginList("AttachedManagedPolicies"u8);
        foreach (string arn in arns)
        {
            result.BeginStructure("member"u8);
            result.Member("PolicyName"u8, arn[(arn.LastIndexOf('/') + 1)..]);
            result.Member("PolicyArn"u8, arn);
            result.EndStructure("member"u8);
        }

        result.EndList("AttachedManagedPolicies"u8);
    }
}
