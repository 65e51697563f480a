using StsSim.Operations.Iam.Tags;

namespace StsSim.Operations.Iam.Roles;

/// <summary>A role's tags, by key.</summary>
public sealed class ListRoleTags(IamServices services) : ListResourceTags(TaggedKind.Role, services);
