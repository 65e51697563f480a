using StsSim.Iam.Identities;
using StsSim.Operations.Iam.Users;
using StsSim.Protocol.Errors;
using StsSim.Protocol.Results;

namespace StsSim.Operations.Iam.MfaDevices;

/// <summary>The virtual devices of the account by serial number, each with whose it is. Seeds and tags are left out.</summary>
public sealed class ListVirtualMFADevices(IamServices services) : IamOperation("ListVirtualMFADevices", services)
{
    protected override IamOutcome Plan(IamCall call)
    {
        string? status = call.Choice("AssignmentStatus", "Assigned", "Unassigned", "Any");
        IamPage<VirtualMfaDevice> page = call.Page(
            VirtualMfaDevice.AllOf(call.Account).Where(device => status is null or "Any" || device.IsAssigned == (status == "Assigned")),
            device => device.Definition.SerialNumber);
        AwsError? refusal = call.Malformed ?? call.Authorize("*");
        return refusal is not null
            ? refusal
            : IamOutcome.Answered(result => page.Write(result, "VirtualMFADevices"u8, (item, device) => Write(item, call, device)));
    }

    private static void Write(ResultWriter item, IamCall call, VirtualMfaDevice device)
    {
        item.Member("SerialNumber"u8, device.Definition.SerialNumber);
        if (device.User is { } user)
        {
            item.BeginStructure("User"u8);
            UserShape.WriteMembers(item, call, user, withTags: false);
            item.EndStructure("User"u8);
        }
        else if (device.IsRoots)
        {
            item.BeginStructure("User"u8);
            item.Member("UserId"u8, call.AccountId);
            item.Member("Arn"u8, Arn.Root(call.Partition, call.AccountId));
            item.Member("CreateDate"u8, call.Account.ProvisionedAt);
            item.EndStructure("User"u8);
        }

        if (device.IsAssigned)
        {
            item.Member("EnableDate"u8, call.CreationOf(device.Definition.EnabledAt));
        }
    }
}
