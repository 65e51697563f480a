namespace StsSim.Iam.Credentials;

/// <summary>Which operation a session came from, and so whom its credentials stand for.</summary>
public enum SessionKind : byte
{
    /// <summary>GetFederationToken: a federated user.</summary>
    FederatedUser = 1,

    /// <summary>GetSessionToken called by an IAM user: that user.</summary>
    User = 2,

    /// <summary>GetSessionToken called by the root user: the root user.</summary>
    Root = 3,

    /// <summary>AssumeRole, with or without a web identity or SAML: a role.</summary>
    AssumedRole = 4,

    /// <summary>AssumeRoot: the root user of a member account, for one privileged task.</summary>
    AssumedRoot = 5,
}
