using StsSim.Operations.Iam.Tags;

namespace StsSim.Operations.Iam.MfaDevices;

/// <summary>Adds tags to a virtual MFA device, or gives those it has new values.</summary>
public sealed class TagMFADevice(IamServices services) : TagResource(TaggedKind.MfaDevice, services);
