using StsSim.Grains.Abstractions.Accounts;
using StsSim.Iam.Identities;
using StsSim.Protocol.Errors;
using StsSim.Protocol.Results;

namespace StsSim.Operations.Iam.AccessKeys;

/// <summary>Whose access keys an operation is about: a user's, or the root user's own.</summary>
/// <param name="UserName"><see langword="null"/> for the root user.</param>
/// <param name="With">The change that gives the owner other keys.</param>
internal sealed record AccessKeyOwner(
    string? UserName, IReadOnlyList<AccessKeyDefinition> Keys, Func<IReadOnlyList<AccessKeyDefinition>, AccountChange> With)
{
    /// <summary>The user named; where the name is left out, the caller, which may be the root user.</summary>
    public static AccessKeyOwner? Find(IamCall call, string? userName, out AwsError? refusal)
    {
        if (userName is null && call.Caller.IsRoot)
        {
            AccountSettings settings = call.Account.Settings;
            refusal = call.Authorize(Arn.Root(call.Partition, call.AccountId));
            return refusal is not null
                ? null
                : new AccessKeyOwner(null, settings.RootAccessKeys, keys => AccountChange.Put(settings with { RootAccessKeys = keys }));
        }

        return call.FindUser(userName, out refusal) is { } user
            ? new AccessKeyOwner(user.Name, user.AccessKeys, keys => AccountChange.Put(user with { AccessKeys = keys }))
            : null;
    }

    public AccessKeyDefinition? FindKey(string accessKeyId) => Keys.FirstOrDefault(key => key.AccessKeyId == accessKeyId);

    public void WriteName(ResultWriter result)
    {
        if (UserName is not null)
        {
            result.Member("UserName"u8, UserName);
        }
    }

    public static string StatusOf(AccessKeyDefinition key) => key.Active ? "Active" : "Inactive";
}
