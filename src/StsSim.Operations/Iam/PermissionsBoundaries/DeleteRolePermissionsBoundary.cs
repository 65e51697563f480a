using StsSim.Grains.Abstractions.Accounts;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.PermissionsBoundaries;

/// <summary>Takes a role's permissions boundary away: from then on its policies alone decide.</summary>
public sealed class DeleteRolePermissionsBoundary(IamServices services) : IamOperation("DeleteRolePermissionsBoundary", services)
{
    public override bool HasResult => false;

    protected override IamOutcome Plan(IamCall call)
    {
        string name = call.RequiredText("RoleName", ParameterRule.RoleName);
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        return call.FindRole(name, out AwsError? refusal) switch
        {
            null => refusal!,
            { PermissionsBoundary: null } => IamErrors.NoBoundary("role", name),
            { } role => IamOutcome.Changed(AccountChange.Put(role with { PermissionsBoundary = null })),
        };
    }
}
