namespace StsSim.Testing;

/// <summary>The quotas of an account. A request has to pass every bucket that it falls into.</summary>
/// <param name="Default">
/// The bucket of each Region that AssumeRole, DecodeAuthorizationMessage, GetAccessKeyInfo, GetCallerIdentity,
/// GetFederationToken and GetSessionToken share; every other operation has one of its own there, with the same limits.
/// </param>
/// <param name="PerFederatedUser">A bucket for each federated user's name besides, where there is one.</param>
public sealed record AccountQuotas(Quota Default, Quota? PerFederatedUser = null)
{
    /// <summary>A bucket for each IAM user, role and root user that calls, where there is one.</summary>
    public Quota? PerPrincipal { get; init; }

    /// <summary>A bucket for each address that requests come from, where there is one.</summary>
    public Quota? PerSource { get; init; }

    /// <summary>Operations with a bucket of their own in each Region, by name, e.g. <c>AssumeRole</c>, where there are any.</summary>
    public IReadOnlyDictionary<string, Quota>? Operations { get; init; }
}
