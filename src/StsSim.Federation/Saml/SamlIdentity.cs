using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace StsSim.Federation.Saml;

/// <summary>What a verified SAML response asserts of its subject.</summary>
public sealed record SamlIdentity
{
    /// <summary>The provider's entity id.</summary>
    public required string Issuer { get; init; }

    /// <summary>The NameID.</summary>
    public required string Subject { get; init; }

    /// <summary>
    /// The NameID's Format without the prefix <c>urn:oasis:names:tc:SAML:2.0:nameid-format:</c>; other formats whole
    /// (STS API reference, AssumeRoleWithSAML).
    /// </summary>
    public required string SubjectType { get; init; }

    /// <summary>The Recipient of the subject's confirmation, which AWS calls the audience.</summary>
    public required string Recipient { get; init; }

    public required IReadOnlyList<SamlRole> Roles { get; init; }

    public required string RoleSessionName { get; init; }

    public int? SessionDurationSeconds { get; init; }

    /// <summary>The earliest SessionNotOnOrAfter of the authentication statements.</summary>
    public DateTimeOffset? SessionNotOnOrAfter { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> PrincipalTags { get; init; } = [];

    public IReadOnlyList<string> TransitiveTagKeys { get; init; } = [];

    public string? SourceIdentity { get; init; }

    /// <summary>All other attributes, by Name and, where no Name is the same, by FriendlyName too.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes { get; init; }

    /// <summary>
    /// The attributes that AWS maps to condition keys, by key, such as <c>saml:edupersonaffiliation</c>; case does not
    /// matter.
    /// </summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> ConditionKeys { get; init; }

    /// <summary>
    /// AWS's name for the subject's name space, the answer's <c>NameQualifier</c>: the Base64 of the SHA-1 of issuer,
    /// account and provider (STS API reference, AssumeRoleWithSAML).
    /// </summary>
    /// <param name="accountId">Twelve digits.</param>
    /// <param name="providerName">The last part of the provider's ARN.</param>
    [SuppressMessage("Security", "CA5350", Justification = "AWS chose the hash; it makes a name and protects nothing.")]
    public static string NameQualifier(string issuer, string accountId, string providerName) =>
        Convert.ToBase64String(SHA1.HashData(Encoding.UTF8.GetBytes($"{issuer}{accountId}/{providerName}")));
}
