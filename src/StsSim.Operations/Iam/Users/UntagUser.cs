using StsSim.Grains.Abstractions.Accounts;
using StsSim.Operations.Authorization;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Users;

/// <summary>Takes tags off a user; keys it does not have are passed over.</summary>
public sealed class UntagUser(IamServices services) : IamOperation("UntagUser", services)
{
    public override bool HasResult => false;

    protected override IamOutcome Plan(IamCall call)
    {
        string name = call.RequiredText("UserName", ParameterRule.UserName);
        IReadOnlyList<string> keys = call.RequiredTagKeys();
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        return call.FindUser(name, out AwsError? refusal, new RequestTerms { RemovedTagKeys = keys }) is { } user
            ? IamOutcome.Changed(AccountChange.Put(user with { Tags = IamTags.Without(user.Tags, keys) }))
            : refusal!;
    }
}
