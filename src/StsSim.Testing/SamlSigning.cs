namespace StsSim.Testing;

/// <summary>How a SAML response is signed.</summary>
public enum SamlSigning
{
    Valid,

    /// <summary>By a key that the metadata does not name.</summary>
    UnknownKey,

    None,

    /// <summary>Changed after it was signed.</summary>
    Tampered,
}
