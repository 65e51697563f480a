using StsSim.Grains.Abstractions.Accounts;
using StsSim.Iam.Identities;
using StsSim.Operations.Iam.Tags;
using StsSim.Protocol.Results;

namespace StsSim.Operations.Iam.Users;

/// <summary>The <c>User</c> structure of the service model.</summary>
internal static class UserShape
{
    public static string ArnOf(IamCall call, UserDefinition user) => Arn.User(call.Partition, call.AccountId, user.Path, user.Name);

    /// <summary>The structure with its name around it.</summary>
    public static void Write(ResultWriter result, IamCall call, UserDefinition user, bool withTags = true)
    {
        result.BeginStructure("User"u8);
        WriteMembers(result, call, user, withTags);
        result.EndStructure("User"u8);
    }

    /// <param name="withTags">Lists leave tags and boundaries out (IAM API Reference, ListUsers).</param>
    public static void WriteMembers(ResultWriter result, IamCall call, UserDefinition user, bool withTags)
    {
        result.Member("Path"u8, user.Path);
        result.Member("UserName"u8, user.Name);
        result.Member("UserId"u8, user.UserId);
        result.Member("Arn"u8, ArnOf(call, user));
        result.Member("CreateDate"u8, call.CreationOf(user.CreatedAt));
        if (withTags)
        {
            PermissionsBoundaryShape.Write(result, user.PermissionsBoundary);
            IamTags.Write(result, user.Tags);
        }
    }
}
