using StsSim.Grains.Abstractions.Accounts;
using StsSim.Operations.Authorization;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Users;

/// <summary>Adds tags to a user, or gives those it has new values.</summary>
public sealed class TagUser(IamServices services) : IamOperation("TagUser", services)
{
    public override bool HasResult => false;

    protected override IamOutcome Plan(IamCall call)
    {
        string name = call.RequiredText("UserName", ParameterRule.UserName);
        IReadOnlyList<KeyValuePair<string, string>> tags = call.RequiredTags();
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        if (call.FindUser(name, out AwsError? refusal, new RequestTerms { Tags = tags }) is not { } user)
        {
            return refusal!;
        }

        return IamTags.Merge(user.Tags, tags, "User", out Dictionary<string, string> merged) is { } tooMany
            ? tooMany
            : IamOutcome.Changed(AccountChange.Put(user with { Tags = merged }));
    }
}
