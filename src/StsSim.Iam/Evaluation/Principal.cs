namespace StsSim.Iam.Evaluation;

/// <summary>Who makes a request, by every name that a policy may know it by.</summary>
public sealed record Principal
{
    public required PrincipalType Type { get; init; }

    /// <summary>
    /// What GetCallerIdentity shows; for web identities and SAML the ARN of the provider or the name of a well-known one,
    /// e.g. <c>accounts.google.com</c>; for a service its name, e.g. <c>ec2.amazonaws.com</c>.
    /// </summary>
    public required string Arn { get; init; }

    /// <summary>Twelve digits, or empty for who belongs to no account.</summary>
    public string AccountId { get; init; } = "";

    /// <summary>The role of an assumed-role session, with its path.</summary>
    public string? RoleArn { get; init; }

    /// <summary>The IAM user who asked for a federated user's session.</summary>
    public string? UserArn { get; init; }

    /// <summary><c>AIDA…</c> or <c>AROA…</c>, of the user or role.</summary>
    public string? UniqueId { get; init; }
}
