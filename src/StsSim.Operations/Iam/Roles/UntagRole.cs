using StsSim.Grains.Abstractions.Accounts;
using StsSim.Operations.Authorization;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Roles;

/// <summary>Takes tags off a role; keys it does not have are passed over.</summary>
public sealed class UntagRole(IamServices services) : IamOperation("UntagRole", services)
{
    public override bool HasResult => false;

    protected override IamOutcome Plan(IamCall call)
    {
        string name = call.RequiredText("RoleName", ParameterRule.RoleName);
        IReadOnlyList<string> keys = call.RequiredTagKeys();
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        return call.FindRole(name, out AwsError? refusal, new RequestTerms { RemovedTagKeys = keys }) is { } role
            ? IamOutcome.Changed(AccountChange.Put(role with { Tags = IamTags.Without(role.Tags, keys) }))
            : refusal!;
    }
}
