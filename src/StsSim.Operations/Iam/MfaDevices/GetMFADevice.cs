using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.MfaDevices;

/// <summary>One device of a user or of the caller. AWS answers for FIDO keys alone; here any device is one to ask about.</summary>
public sealed class GetMFADevice(IamServices services) : IamOperation("GetMFADevice", services)
{
    protected override IamOutcome Plan(IamCall call)
    {
        string serialNumber = call.RequiredText("SerialNumber", ParameterRule.IamSerialNumber);
        string? userName = call.Text("UserName", ParameterRule.NewUserName);
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        if (MfaDeviceOwner.Find(call, userName, out AwsError? refusal) is not { } owner)
        {
            return refusal!;
        }

        return owner.FindDevice(serialNumber) is { } device
            ? IamOutcome.Answered(result =>
            {
                result.Member("UserName"u8, owner.UserName);
                result.Member("SerialNumber"u8, device.SerialNumber);
                result.Member("EnableDate"u8, call.CreationOf(device.EnabledAt));
            })
            : IamErrors.NotTheUsersMfaDevice;
    }
}
