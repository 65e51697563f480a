using StsSim.Operations.Iam.Tags;

namespace StsSim.Operations.Iam.MfaDevices;

/// <summary>Takes tags off a virtual MFA device; keys it does not have are passed over.</summary>
public sealed class UntagMFADevice(IamServices services) : UntagResource(TaggedKind.MfaDevice, services);
