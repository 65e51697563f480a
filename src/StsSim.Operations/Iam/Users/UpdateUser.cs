using StsSim.Grains.Abstractions.Accounts;
using StsSim.Iam.Identities;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Users;

/// <summary>Changes a user's name or path. Its id stays, and with it all it has; the ARN does not.</summary>
public sealed class UpdateUser(IamServices services) : IamOperation("UpdateUser", services)
{
    public override bool HasResult => false;

    protected override IamOutcome Plan(IamCall call)
    {
        string name = call.RequiredText("UserName", ParameterRule.UserName);
        string? newPath = call.Text("NewPath", ParameterRule.Path);
        string? newName = call.Text("NewUserName", ParameterRule.NewUserName);
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        if (call.FindUser(name, out AwsError? refusal) is not { } user)
        {
            return refusal!;
        }

        UserDefinition renamed = user with { Name = newName ?? user.Name, Path = newPath ?? user.Path };

        // Permission is needed on both the old name and the new (IAM API Reference, UpdateUser).
        if (call.Authorize(Arn.User(call.Partition, call.AccountId, renamed.Path, renamed.Name)) is { } denied)
        {
            return denied;
        }

        if (call.Account.FindUser(renamed.Name) is { } other && other.UserId != user.UserId)
        {
            return IamErrors.EntityAlreadyExists($"User with name {renamed.Name} already exists.");
        }

        return IamOutcome.Changed(new AccountChange { Users = [new(user.Name, null), new(renamed.Name, renamed)] });
    }
}
