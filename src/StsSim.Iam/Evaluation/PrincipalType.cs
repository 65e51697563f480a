namespace StsSim.Iam.Evaluation;

/// <summary>Who may make a request.</summary>
public enum PrincipalType
{
    /// <summary>The root user of an account.</summary>
    Account,

    /// <summary>An IAM user, with long-term keys or in a session of GetSessionToken.</summary>
    User,

    /// <summary>A session of a role.</summary>
    AssumedRole,

    /// <summary>A session of GetFederationToken.</summary>
    FederatedUser,

    /// <summary>Somebody an OIDC provider vouches for, who is about to assume a role.</summary>
    WebIdentity,

    /// <summary>Somebody a SAML provider vouches for, who is about to assume a role.</summary>
    Saml,

    /// <summary>A service of AWS.</summary>
    Service,

    Anonymous,
}
