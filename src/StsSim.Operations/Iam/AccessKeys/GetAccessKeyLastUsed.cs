using StsSim.Grains.Abstractions.Accounts;
using StsSim.Iam.Identities;
using StsSim.Operations.Accounts;
using StsSim.Operations.Authentication;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.AccessKeys;

/// <summary>When, where and for which service an access key last signed a request, on whichever gateway.</summary>
public sealed class GetAccessKeyLastUsed(IamServices services, AccessKeyUsage usage) : IamOperation("GetAccessKeyLastUsed", services)
{
    private const string Never = "N/A";

    protected override async ValueTask<IamOutcome> PlanAsync(IamCall call)
    {
        string id = call.RequiredText("AccessKeyId", ParameterRule.AccessKeyId);
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        LongTermKey? key = call.Account.FindKey(id);
        AwsError? refusal = call.Authorize(
            key?.User is { } owner ? owner.PrincipalIn(call.Partition).Arn : Arn.User(call.Partition, call.AccountId, "/", "*"));
        if (refusal is not null)
        {
            return refusal;
        }

        if (key is null)
        {
            return IamErrors.NoSuchAccessKey(id);
        }

        AccessKeyUse? use = await usage.FindAsync(call.Account.Id, id);
        return IamOutcome.Answered(result =>
        {
            if (key.User is { } user)
            {
                result.Member("UserName"u8, user.Name);
            }

            result.BeginStructure("AccessKeyLastUsed"u8);
            if (use is not null)
            {
                result.Member("LastUsedDate"u8, use.At);
            }

            result.Member("ServiceName"u8, use?.Service ?? Never);
            result.Member("Region"u8, use?.Region ?? Never);
            result.EndStructure("AccessKeyLastUsed"u8);
        });
    }
}
