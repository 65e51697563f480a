using StsSim.Operations.Authorization;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.MfaDevices;

/// <summary>Takes tags off a virtual MFA device; keys it does not have are passed over.</summary>
public sealed class UntagMFADevice(IamServices services) : IamOperation("UntagMFADevice", services)
{
    public override bool HasResult => false;

    protected override IamOutcome Plan(IamCall call)
    {
        string serialNumber = call.RequiredText("SerialNumber", ParameterRule.IamSerialNumber);
        IReadOnlyList<string> keys = call.RequiredTagKeys();
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        return VirtualMfaDevice.Find(call, serialNumber, out AwsError? refusal, new RequestTerms { RemovedTagKeys = keys }) is { } device
            ? IamOutcome.Changed(device.With(device.Definition with { Tags = IamTags.Without(device.Definition.Tags, keys) }))
            : refusal!;
    }
}
