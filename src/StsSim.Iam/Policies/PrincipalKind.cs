namespace StsSim.Iam.Policies;

/// <summary>The types of principal a policy can name (IAM User Guide, "AWS JSON policy elements: Principal").</summary>
public enum PrincipalKind
{
    /// <summary><c>"Principal": "*"</c>, everybody.</summary>
    Any,

    /// <summary><c>AWS</c>: an account, user, role or session, or <c>*</c>.</summary>
    Aws,

    /// <summary><c>Service</c>: e.g. <c>ec2.amazonaws.com</c>.</summary>
    Service,

    /// <summary><c>Federated</c>: a SAML or OIDC provider.</summary>
    Federated,

    /// <summary><c>CanonicalUser</c>: an account by its S3 canonical user id.</summary>
    CanonicalUser,
}
