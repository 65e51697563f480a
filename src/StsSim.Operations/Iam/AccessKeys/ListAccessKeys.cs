using StsSim.Grains.Abstractions.Accounts;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.AccessKeys;

/// <summary>The access keys of a user or of the caller, without their secrets.</summary>
public sealed class ListAccessKeys(IamServices services) : IamOperation("ListAccessKeys", services)
{
    protected override IamOutcome Plan(IamCall call)
    {
        string? userName = call.Text("UserName", ParameterRule.UserName);
        call.ReadPaging();
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        if (AccessKeyOwner.Find(call, userName, out AwsError? refusal) is not { } owner)
        {
            return refusal!;
        }

        IamPage<AccessKeyDefinition> page = call.Page(owner.Keys.OrderBy(key => key.AccessKeyId, StringComparer.OrdinalIgnoreCase), key => key.AccessKeyId);
        return call.Malformed is { } unreadable
            ? unreadable
            : IamOutcome.Answered(result => page.Write(result, "AccessKeyMetadata"u8, (item, key) =>
            {
                owner.WriteName(item);
                item.Member("AccessKeyId"u8, key.AccessKeyId);
                item.Member("Status"u8, AccessKeyOwner.StatusOf(key));
                item.Member("CreateDate"u8, call.CreationOf(key.CreatedAt));
            }));
    }
}
