namespace StsSim.Grains.Abstractions.Accounts;

/// <summary>What an account is in its organization.</summary>
/// <param name="OrganizationId"><c>o-…</c>.</param>
/// <param name="IsDelegatedAdministrator">Whether it administers IAM for the organization, and so may call AssumeRoot.</param>
[GenerateSerializer, Immutable, Alias("stssim.OrganizationMembership")]
public sealed record OrganizationMembership(
    [property: Id(0)] string OrganizationId,
    [property: Id(1)] string ManagementAccountId,
    [property: Id(2)] bool IsDelegatedAdministrator);
