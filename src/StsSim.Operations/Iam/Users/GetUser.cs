using StsSim.Iam.Identities;
using StsSim.Protocol.Errors;
using StsSim.Protocol.Results;

namespace StsSim.Operations.Iam.Users;

/// <summary>A user, or the caller itself where no name is given; the root user is shown as well.</summary>
public sealed class GetUser(IamServices services) : IamOperation("GetUser", services)
{
    protected override IamOutcome Plan(IamCall call)
    {
        string? name = call.Text("UserName", ParameterRule.UserName);
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        if (name is null && call.Caller.IsRoot)
        {
            return IamOutcome.Answered(result => WriteRoot(result, call));
        }

        return call.FindUser(name, out AwsError? refusal) is { } user
            ? IamOutcome.Answered(result => UserShape.Write(result, call, user))
            : refusal!;
    }

    private static void WriteRoot(ResultWriter result, IamCall call)
    {
        result.BeginStructure("User"u8);
        result.Member("UserId"u8, call.AccountId);
        result.Member("Arn"u8, Arn.Root(call.Partition, call.AccountId));
        result.Member("CreateDate"u8, call.Account.ProvisionedAt);
        result.EndStructure("User"u8);
    }
}
