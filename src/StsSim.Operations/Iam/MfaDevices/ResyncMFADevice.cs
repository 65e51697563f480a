using StsSim.Operations.Authentication;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.MfaDevices;

/// <summary>Learns from two consecutive codes how far a device's clock is off, so that its codes are taken again.</summary>
public sealed class ResyncMFADevice(IamServices services, MfaClock clock) : IamOperation("ResyncMFADevice", services)
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

        if (owner.FindDevice(serialNumber) is not { } device)
        {
            return IamErrors.NotTheUsersMfaDevice;
        }

        return await clock.FindDriftAsync(call, device, code1, code2) is { } drift
            ? IamOutcome.Changed(owner.With([.. owner.Devices.Select(other => other == device ? device with { ClockDrift = drift } : other)]))
            : IamErrors.InvalidAuthenticationCode;
    }
}
