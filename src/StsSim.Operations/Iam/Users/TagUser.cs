using StsSim.Operations.Iam.Tags;

namespace StsSim.Operations.Iam.Users;

/// <summary>Adds tags to a user, or gives those it has new values.</summary>
public sealed class TagUser(IamServices services) : TagResource(TaggedKind.User, services);
