using StsSim.Grains.Abstractions.Accounts;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.MfaDevices;

/// <summary>Deletes a virtual device that is nobody's.</summary>
public sealed class DeleteVirtualMFADevice(IamServices services) : IamOperation("DeleteVirtualMFADevice", services)
{
    public override bool HasResult => false;

    protected override IamOutcome Plan(IamCall call)
    {
        string serialNumber = call.RequiredText("SerialNumber", ParameterRule.IamSerialNumber);
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        return VirtualMfaDevice.Find(call, serialNumber, out AwsError? refusal) switch
        {
            null => refusal!,
            { IsAssigned: true } => IamErrors.MustDeactivateFirst,
            { } => IamOutcome.Changed(AccountChange.RemoveUnassignedMfaDevice(serialNumber)),
        };
    }
}
