using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Roles;

/// <summary>The instance profiles that hold a role: there are none here. Terraform asks before it deletes a role.</summary>
public sealed class ListInstanceProfilesForRole(IamServices services) : IamOperation("ListInstanceProfilesForRole", services)
{
    protected override IamOutcome Plan(IamCall call)
    {
        string name = call.RequiredText("RoleName", ParameterRule.RoleName);
        IamPage<string> page = call.Page<string>([], profile => profile);
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        return call.FindRole(name, out AwsError? refusal) is null
            ? refusal!
            : IamOutcome.Answered(result => page.WriteTexts(result, "InstanceProfiles"u8, profile => profile));
    }
}
