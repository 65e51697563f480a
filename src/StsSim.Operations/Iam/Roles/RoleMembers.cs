namespace StsSim.Operations.Iam.Roles;

/// <summary>The members of a <c>Role</c> that not every operation shows.</summary>
[Flags]
internal enum RoleMembers
{
    None = 0,
    Description = 1,
    MaxSessionDuration = 2,
    BoundaryAndTags = 4,
    All = Description | MaxSessionDuration | BoundaryAndTags,
}
