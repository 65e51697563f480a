using StsSim.Iam.Identities;
using StsSim.Operations.Accounts;
using StsSim.Protocol.Results;

namespace StsSim.Operations.Sessions;

/// <summary>The element of an answer that names a role session.</summary>
internal static class AssumedRoleUser
{
    public static void Write(ResultWriter result, string partition, Role role, string sessionName)
    {
        result.BeginStructure("AssumedRoleUser"u8);
        result.Member("AssumedRoleId"u8, $"{role.RoleId}:{sessionName}");
        result.Member("Arn"u8, Arn.AssumedRole(partition, role.Account.IdText, role.Name, sessionName));
        result.EndStructure("AssumedRoleUser"u8);
    }
}
