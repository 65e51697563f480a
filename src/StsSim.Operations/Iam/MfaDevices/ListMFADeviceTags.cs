using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.MfaDevices;

/// <summary>The tags of a virtual MFA device, by key.</summary>
public sealed class ListMFADeviceTags(IamServices services) : IamOperation("ListMFADeviceTags", services)
{
    protected override IamOutcome Plan(IamCall call)
    {
        string serialNumber = call.RequiredText("SerialNumber", ParameterRule.IamSerialNumber);
        call.ReadPaging();
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        return VirtualMfaDevice.Find(call, serialNumber, out AwsError? refusal) is { } device ? IamTags.List(call, device.Definition.Tags) : refusal!;
    }
}
