using StsSim.Grains.Abstractions.Accounts;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.MfaDevices;

/// <summary>Takes a device from its user. A virtual one is then nobody's, until it is enabled again or deleted.</summary>
public sealed class DeactivateMFADevice(IamServices services) : IamOperation("DeactivateMFADevice", services)
{
    public override bool HasResult => false;

    protected override IamOutcome Plan(IamCall call)
    {
        string? userName = call.Text("UserName", ParameterRule.UserName);
        string serialNumber = call.RequiredText("SerialNumber", ParameterRule.IamSerialNumber);
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        if (MfaDeviceOwner.Find(call, userName, out AwsError? refusal) is not { } owner)
        {
            return refusal!;
        }

        if (owner.FindDevice(serialNumber) is not { } device)
        {
            return IamErrors.NotTheUsersMfaDevice;
        }

        MfaDeviceDefinition unassigned = device with { EnabledAt = default, ClockDrift = 0 };
        return IamOutcome.Changed(
            owner.With([.. owner.Devices.Where(other => other != device)]) with { UnassignedMfaDevices = [new(serialNumber, unassigned)] });
    }
}
