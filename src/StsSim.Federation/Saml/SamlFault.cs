namespace StsSim.Federation.Saml;

/// <summary>Why a SAML response is refused, in the order in which the reasons are looked for.</summary>
public enum SamlFault
{
    /// <summary>Not Base64, not XML within bounds, or not a Response with exactly one Assertion.</summary>
    Unparsable,

    /// <summary>The identity provider itself reports a failure.</summary>
    Unsuccessful,

    /// <summary>The assertion is encrypted; there is no key to open it.</summary>
    EncryptedAssertion,

    /// <summary>The issuer is not the provider's entity.</summary>
    IssuerMismatch,

    /// <summary>Unsigned, signed by another key, altered, or signed in a form that is not accepted.</summary>
    InvalidSignature,

    /// <summary>Issued more than five minutes ago.</summary>
    TooOld,

    /// <summary>Issued or valid in the future only.</summary>
    NotYetValid,

    /// <summary>Past the assertion's, its confirmation's or its session's end.</summary>
    Expired,

    /// <summary>The assertion names no subject.</summary>
    NoNameId,

    /// <summary>Not exactly one bearer confirmation with an end and a recipient.</summary>
    InvalidSubjectConfirmation,

    /// <summary>The confirmation's recipient is no AWS sign-in endpoint.</summary>
    WrongRecipient,

    /// <summary>The assertion is restricted to audiences of which AWS is none.</summary>
    WrongAudience,

    /// <summary>No Role attribute, or none of its values is a pair of a role and a provider.</summary>
    NoRoleAttribute,

    /// <summary>No RoleSessionName attribute.</summary>
    MissingSessionName,

    /// <summary>RoleSessionName is not one value of the allowed form.</summary>
    BadSessionName,

    /// <summary>SessionDuration is not one number from 900 to 43200.</summary>
    BadSessionDuration,

    /// <summary>A PrincipalTag attribute without a key, without a value, with several values, or repeated.</summary>
    BadPrincipalTag,

    /// <summary>SourceIdentity is not one value of the allowed form.</summary>
    BadSourceIdentity,
}
