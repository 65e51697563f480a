namespace StsSim.Testing;

/// <summary>The quotas of an account.</summary>
/// <param name="Default">The bucket of each Region, shared by all signed operations.</param>
/// <param name="PerFederatedUser">A bucket for each federated user's name besides, where there is one.</param>
public sealed record AccountQuotas(Quota Default, Quota? PerFederatedUser);
