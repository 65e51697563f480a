using StsSim.Operations.Authorization;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.MfaDevices;

/// <summary>Adds tags to a virtual MFA device, or gives those it has new values.</summary>
public sealed class TagMFADevice(IamServices services) : IamOperation("TagMFADevice", services)
{
    public override bool HasResult => false;

    protected override IamOutcome Plan(IamCall call)
    {
        string serialNumber = call.RequiredText("SerialNumber", ParameterRule.IamSerialNumber);
        IReadOnlyList<KeyValuePair<string, string>> tags = call.RequiredTags();
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        if (VirtualMfaDevice.Find(call, serialNumber, out AwsError? refusal, new RequestTerms { Tags = tags }) is not { } device)
        {
            return refusal!;
        }

        return IamTags.Merge(device.Definition.Tags, tags, "MFADevice", out Dictionary<string, string> merged) is { } tooMany
            ? tooMany
            : IamOutcome.Changed(device.With(device.Definition with { Tags = merged }));
    }
}
