using StsSim.Operations.Iam.Tags;

namespace StsSim.Operations.Iam.Users;

/// <summary>Takes tags off a user; keys it does not have are passed over.</summary>
public sealed class UntagUser(IamServices services) : UntagResource(TaggedKind.User, services);
