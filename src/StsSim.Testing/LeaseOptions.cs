namespace StsSim.Testing;

/// <summary>What a leased account is like.</summary>
public sealed record LeaseOptions
{
    /// <summary>When the account goes if nobody gives it back before, in whole seconds: a test that crashes leaves nothing for long.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The bucket of each Region; AWS's 600 requests a second unless named.</summary>
    public Quota? Quota { get; init; }

    /// <summary>A bucket for each federated user's name besides; none unless named, as at AWS.</summary>
    public Quota? PerFederatedUser { get; init; }

    /// <summary>A bucket for each IAM user, role and root user that calls; none unless named, as at AWS.</summary>
    public Quota? PerPrincipal { get; init; }

    /// <summary>A bucket for each address that requests come from; none unless named, as at AWS.</summary>
    public Quota? PerSource { get; init; }

    /// <summary>Operations with a bucket of their own in each Region, by name; none unless named, as at AWS.</summary>
    public IReadOnlyDictionary<string, Quota>? Operations { get; init; }
}
