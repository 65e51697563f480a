using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Users;

/// <summary>A user's tags, by key.</summary>
public sealed class ListUserTags(IamServices services) : IamOperation("ListUserTags", services)
{
    protected override IamOutcome Plan(IamCall call)
    {
        string name = call.RequiredText("UserName", ParameterRule.UserName);
        call.ReadPaging();
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        return call.FindUser(name, out AwsError? refusal) is { } user ? IamTags.List(call, user.Tags) : refusal!;
    }
}
