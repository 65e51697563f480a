namespace StsSim.Federation.Oidc;

/// <summary>How a minted token is signed: rightly, or wrongly in a way a verifier must notice.</summary>
public enum TokenSignature
{
    /// <summary>By a published key.</summary>
    Valid,

    /// <summary>By a key that is not published, under an id of its own in each token.</summary>
    UnknownKey,

    /// <summary>Under the id of a published key, by a signature that does not fit.</summary>
    WrongSignature,

    /// <summary>Not at all: <c>"alg": "none"</c>.</summary>
    None,
}
