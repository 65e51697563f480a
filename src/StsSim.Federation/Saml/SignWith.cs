namespace StsSim.Federation.Saml;

/// <summary>How an assertion is signed; all but the first make responses that must be refused.</summary>
public enum SignWith
{
    /// <summary>The key in the issuer's metadata.</summary>
    Valid,

    /// <summary>A key that no metadata names.</summary>
    UnknownKey,

    /// <summary>Nothing.</summary>
    None,

    /// <summary>The right key; then the NameID is changed.</summary>
    Tampered,
}
