using StsSim.Grains.Abstractions.Accounts;
using StsSim.Iam.Identities;
using StsSim.Operations.Authorization;
using StsSim.Operations.Iam.Tags;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Users;

/// <summary>Creates a user without keys, policies or groups. Names are unique in the account whatever their case.</summary>
public sealed class CreateUser(IamServices services) : IamOperation("CreateUser", services)
{
    protected override IamOutcome Plan(IamCall call)
    {
        string path = call.Text("Path", ParameterRule.Path) ?? "/";
        string name = call.RequiredText("UserName", ParameterRule.NewUserName);
        string? boundary = call.Text("PermissionsBoundary", ParameterRule.Arn);
        IReadOnlyList<KeyValuePair<string, string>> tags = call.Tags();
        AwsError? refusal = call.Malformed
            ?? call.Authorize(
                Arn.User(call.Partition, call.AccountId, path, name),
                new RequestTerms { Tags = tags, PermissionsBoundary = boundary })
            ?? IamTags.Check(tags);
        if (refusal is not null)
        {
            return refusal;
        }

        if (call.Account.FindUser(name) is not null)
        {
            return IamErrors.EntityAlreadyExists($"User with name {name} already exists.");
        }

        if (boundary is not null && !call.HasPolicy(boundary))
        {
            return IamErrors.NoSuchBoundary(boundary);
        }

        if (call.Account.Users.Count >= IamLimits.Users)
        {
            return IamErrors.QuotaExceeded("UsersPerAccount", IamLimits.Users);
        }

        var user = new UserDefinition
        {
            Name = name,
            Path = path,
            UserId = UniqueId.Create(UniqueId.User),
            PermissionsBoundary = boundary,
            Tags = IamTags.Of(tags),
            CreatedAt = call.Now,
        };
        return IamOutcome.Changed(AccountChange.Put(user), result => UserShape.Write(result, call, user));
    }
}
