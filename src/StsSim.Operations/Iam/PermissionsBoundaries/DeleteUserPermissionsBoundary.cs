using StsSim.Grains.Abstractions.Accounts;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.PermissionsBoundaries;

/// <summary>Takes a user's permissions boundary away: from then on its policies alone decide.</summary>
public sealed class DeleteUserPermissionsBoundary(IamServices services) : IamOperation("DeleteUserPermissionsBoundary", services)
{
    public override bool HasResult => false;

    protected override IamOutcome Plan(IamCall call)
    {
        string name = call.RequiredText("UserName", ParameterRule.NewUserName);
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        return call.FindUser(name, out AwsError? refusal) switch
        {
            null => refusal!,
            { PermissionsBoundary: null } => IamErrors.NoBoundary("user", name),
            { } user => IamOutcome.Changed(AccountChange.Put(user with { PermissionsBoundary = null })),
        };
    }
}
