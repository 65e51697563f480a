using StsSim.Grains.Abstractions.Accounts;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.MfaDevices;

/// <summary>The devices of a user or of the caller, hardware ones too.</summary>
public sealed class ListMFADevices(IamServices services) : IamOperation("ListMFADevices", services)
{
    protected override IamOutcome Plan(IamCall call)
    {
        string? userName = call.Text("UserName", ParameterRule.UserName);
        call.ReadPaging();
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        if (MfaDeviceOwner.Find(call, userName, out AwsError? refusal) is not { } owner)
        {
            return refusal!;
        }

        IamPage<MfaDeviceDefinition> page = call.Page(
            owner.Devices.OrderBy(device => device.SerialNumber, StringComparer.OrdinalIgnoreCase), device => device.SerialNumber);
        return call.Malformed is { } unreadable
            ? unreadable
            : IamOutcome.Answered(result => page.Write(result, "MFADevices"u8, (item, device) =>
            {
                item.Member("UserName"u8, owner.UserName);
                item.Member("SerialNumber"u8, device.SerialNumber);
                item.Member("EnableDate"u8, call.CreationOf(device.EnabledAt));
            }));
    }
}
