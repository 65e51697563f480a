using StsSim.Grains.Abstractions.Accounts;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Roles;

/// <summary>Changes a role's description and the longest session it gives; what is left out stays.</summary>
public sealed class UpdateRole(IamServices services) : IamOperation("UpdateRole", services)
{
    protected override IamOutcome Plan(IamCall call)
    {
        string name = call.RequiredText("RoleName", ParameterRule.RoleName);
        string? description = call.Text("Description", ParameterRule.RoleDescription);
        int? maxSessionDuration = call.Number("MaxSessionDuration", IamLimits.ShortestMaxSessionDuration, IamLimits.LongestMaxSessionDuration);
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        if (call.FindRole(name, out AwsError? refusal) is not { } role)
        {
            return refusal!;
        }

        return IamOutcome.Changed(AccountChange.Put(role with
        {
            Description = description ?? role.Description,
            MaxSessionDuration = maxSessionDuration ?? role.MaxSessionDuration,
        }));
    }
}
