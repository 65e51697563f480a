using StsSim.Grains.Abstractions.Accounts;
using StsSim.Operations.Authentication;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.MfaDevices;

/// <summary>Gives a device to a user, who proves with two consecutive codes to have it in hand.</summary>
public sealed class EnableMFADevice(IamServices services, MfaClock clock) : IamOperation("EnableMFADevice", services)
{
    public override bool HasResult => false;

    protected override async ValueTask<IamOutcome> PlanAsync(IamCall call)
    {
        string userName = call.RequiredText("UserName", ParameterRule.UserName);
        string serialNumber = call.RequiredText("SerialNumber", ParameterRule.IamSerialNumber);
        string code1 = call.RequiredText("AuthenticationCode1", ParameterRule.AuthenticationCode);
        string code2 = call.RequiredText("AuthenticationCode2", ParameterRule.AuthenticationCode);
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        if (MfaDeviceOwner.Find(call, userName, out AwsError? refusal) is not { } owner)
        {
            return refusal!;
        }

        if (!call.Account.UnassignedMfaDevices.TryGetValue(serialNumber, out MfaDeviceDefinition? device))
        {
            return VirtualMfaDevice.FindIn(call.Account, serialNumber) is null && owner.FindDevice(serialNumber) is null
                ? IamErrors.NoSuchVirtualMfaDevice(serialNumber)
                : IamErrors.MfaDeviceInUse;
        }

        if (owner.Devices.Count >= IamLimits.MfaDevicesPerUser)
        {
            return IamErrors.QuotaExceeded("MFADevicesPerUser", IamLimits.MfaDevicesPerUser);
        }

        if (await clock.FindDriftAsync(call, device, code1, code2) is not { } drift)
        {
            return IamErrors.InvalidAuthenticationCode;
        }

        MfaDeviceDefinition enabled = device with { EnabledAt = call.Now, ClockDrift = drift };
        return IamOutcome.Changed(owner.With([.. owner.Devices, enabled]) with { UnassignedMfaDevices = [new(serialNumber, null)] });
    }
}
