using StsSim.Grains.Abstractions.Accounts;
using StsSim.Operations.Authorization;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Roles;

/// <summary>Adds tags to a role, or gives those it has new values.</summary>
public sealed class TagRole(IamServices services) : IamOperation("TagRole", services)
{
    public override bool HasResult => false;

    protected override IamOutcome Plan(IamCall call)
    {
        string name = call.RequiredText("RoleName", ParameterRule.RoleName);
        IReadOnlyList<KeyValuePair<string, string>> tags = call.RequiredTags();
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        if (call.FindRole(name, out AwsError? refusal, new RequestTerms { Tags = tags }) is not { } role)
        {
            return refusal!;
        }

        return IamTags.Merge(role.Tags, tags, "Role", out Dictionary<string, string> merged) is { } tooMany
            ? tooMany
            : IamOutcome.Changed(AccountChange.Put(role with { Tags = merged }));
    }
}
