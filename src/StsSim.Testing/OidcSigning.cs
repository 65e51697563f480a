namespace StsSim.Testing;

/// <summary>How a JWT is signed.</summary>
public enum OidcSigning
{
    Valid,

    /// <summary>By a key that the issuer does not publish.</summary>
    UnknownKey,

    WrongSignature,

    /// <summary>Not at all: <c>"alg": "none"</c>.</summary>
    None,
}
