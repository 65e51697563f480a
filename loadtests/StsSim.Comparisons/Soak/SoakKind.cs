namespace StsSim.Comparisons.Soak;

/// <summary>What a soak sends.</summary>
internal enum SoakKind
{
    /// <summary>GetFederationToken, for a user of the window that moves on.</summary>
    FederationToken,

    /// <summary>GetCallerIdentity, signed with the session that was issued last.</summary>
    CallerIdentity,

    /// <summary>AssumeRole under a session name that nobody had before.</summary>
    AssumedRole,

    /// <summary>GetFederationToken with a signature of another secret, which is refused.</summary>
    BadSignature,

    /// <summary>GetFederationToken in an account that has spent its quota for good.</summary>
    Throttled,
}
