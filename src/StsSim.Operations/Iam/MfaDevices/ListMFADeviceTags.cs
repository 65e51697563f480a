using StsSim.Operations.Iam.Tags;

namespace StsSim.Operations.Iam.MfaDevices;

/// <summary>The tags of a virtual MFA device, by key.</summary>
public sealed class ListMFADeviceTags(IamServices services) : ListResourceTags(TaggedKind.MfaDevice, services);
