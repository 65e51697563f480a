namespace StsSim.LoadTests.Clients;

/// <summary>One call of an STS operation as data, so that any client can make it, in this process or in another.</summary>
/// <param name="Operation">As STS names it.</param>
internal sealed record StsRequest(string Operation)
{
    /// <summary>The shortest session that STS issues.</summary>
    public const int ShortestSession = 900;

    /// <summary>Of the federated user.</summary>
    public string? Name { get; init; }

    public string? RoleArn { get; init; }

    public string? RoleSessionName { get; init; }

    public string? WebIdentityToken { get; init; }

    /// <summary>The session policy, as JSON.</summary>
    public string? Policy { get; init; }

    public int? DurationSeconds { get; init; }

    /// <summary>What the request is signed with; <see langword="null"/> for the client's own credentials.</summary>
    public ClientCredentials? Credentials { get; init; }

    /// <summary>Asks the SDK's own provider for the session of a pod, which the provider renews by <c>AssumeRole</c> when it sees fit; nothing is sent while it does not. <see langword="null"/> where no provider is asked.</summary>
    public PodCredentials? Pod { get; init; }

    /// <summary>The request is a presigned URL for this cluster (a signed <c>x-k8s-aws-id</c>), as EKS's authenticator has its clients make; <see langword="null"/> where it is signed as usual.</summary>
    public string? PresignedForCluster { get; init; }

    public static StsRequest GetCallerIdentity { get; } = new(nameof(GetCallerIdentity));

    public static StsRequest GetFederationToken(string name, int durationSeconds = ShortestSession) =>
        new(nameof(GetFederationToken)) { Name = name, DurationSeconds = durationSeconds };

    public static StsRequest GetSessionToken(int durationSeconds = ShortestSession) =>
        new(nameof(GetSessionToken)) { DurationSeconds = durationSeconds };

    public static StsRequest AssumeRole(string roleArn, string sessionName, int durationSeconds = ShortestSession) =>
        new(nameof(AssumeRole)) { RoleArn = roleArn, RoleSessionName = sessionName, DurationSeconds = durationSeconds };

    public static StsRequest AssumeRoleWithWebIdentity(string roleArn, string sessionName, string token, int durationSeconds = ShortestSession) =>
        new(nameof(AssumeRoleWithWebIdentity))
        {
            RoleArn = roleArn,
            RoleSessionName = sessionName,
            WebIdentityToken = token,
            DurationSeconds = durationSeconds,
        };

    /// <summary>A pod's use of its session, somewhere else than at STS.</summary>
    public static StsRequest UseOfSession(PodCredentials pod) => new(nameof(AssumeRole)) { Pod = pod };

    // A record prints its members; neither a token nor a secret must be among them.
    public override string ToString() => Operation;
}

/// <summary>The session of one pod, kept by the SDK's own provider of a role's credentials.</summary>
/// <param name="Name">Of the pod, and of its role session.</param>
/// <param name="Generation">Counts its restarts: another generation begins without a session.</param>
/// <param name="TimeScale">How many times faster than the clock sessions age; the windows in which the SDK renews shrink by as much.</param>
internal sealed record PodCredentials(string Name, int Generation, string RoleArn, int DurationSeconds, double TimeScale);
