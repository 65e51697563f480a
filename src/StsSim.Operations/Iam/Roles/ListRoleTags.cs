using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Roles;

/// <summary>A role's tags, by key.</summary>
public sealed class ListRoleTags(IamServices services) : IamOperation("ListRoleTags", services)
{
    protected override IamOutcome Plan(IamCall call)
    {
        string name = call.RequiredText("RoleName", ParameterRule.RoleName);
        call.ReadPaging();
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        return call.FindRole(name, out AwsError? refusal) is { } role ? IamTags.List(call, role.Tags) : refusal!;
    }
}
