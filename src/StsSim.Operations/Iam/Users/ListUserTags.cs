using StsSim.Operations.Iam.Tags;

namespace StsSim.Operations.Iam.Users;

/// <summary>A user's tags, by key.</summary>
public sealed class ListUserTags(IamServices services) : ListResourceTags(TaggedKind.User, services);
