using System.Collections.Frozen;

namespace StsSim.Federation.Saml;

/// <summary>
/// Which attribute becomes which <c>saml:</c> condition key. Source: IAM User Guide, "Mapping SAML attributes to AWS trust
/// policy context keys". Two of its object identifiers are misprinted (<c>2.4.5.42</c>, <c>0.9.2342.19200300100</c>);
/// both the printed and the registered ones are taken.
/// </summary>
internal static class SamlConditionKeys
{
    private const string EduPerson = "urn:oid:1.3.6.1.4.1.5923.1.1.1.";
    private const string EduOrg = "urn:oid:1.3.6.1.4.1.5923.1.2.1.";
    private const string Claims = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";

    private static readonly FrozenDictionary<string, string> ByName = new Dictionary<string, string>
    {
        [EduPerson + "1"] = "saml:edupersonaffiliation",
        [EduPerson + "2"] = "saml:edupersonnickname",
        [EduPerson + "3"] = "saml:edupersonorgdn",
        [EduPerson + "4"] = "saml:edupersonorgunitdn",
        [EduPerson + "5"] = "saml:edupersonprimaryaffiliation",
        [EduPerson + "6"] = "saml:edupersonprincipalname",
        [EduPerson + "7"] = "saml:edupersonentitlement",
        [EduPerson + "8"] = "saml:edupersonprimaryorgunitdn",
        [EduPerson + "9"] = "saml:edupersonscopedaffiliation",
        [EduPerson + "10"] = "saml:edupersontargetedid",
        [EduPerson + "11"] = "saml:edupersonassurance",
        [EduOrg + "2"] = "saml:eduorghomepageuri",
        [EduOrg + "3"] = "saml:eduorgidentityauthnpolicyuri",
        [EduOrg + "4"] = "saml:eduorglegalname",
        [EduOrg + "5"] = "saml:eduorgsuperioruri",
        [EduOrg + "6"] = "saml:eduorgwhitepagesuri",
        ["urn:oid:2.5.4.3"] = "saml:cn",

        [Claims + "name"] = "saml:name",
        ["http://schemas.xmlsoap.org/claims/CommonName"] = "saml:commonName",
        [Claims + "givenname"] = "saml:givenName",
        [Claims + "surname"] = "saml:surname",
        [Claims + "emailaddress"] = "saml:mail",
        ["http://schemas.microsoft.com/ws/2008/06/identity/claims/primarygroupsid"] = "saml:uid",

        ["2.5.4.3"] = "saml:commonName",
        ["2.5.4.4"] = "saml:surname",
        ["2.4.5.42"] = "saml:givenName",
        ["2.5.4.42"] = "saml:givenName",
        ["2.5.4.45"] = "saml:x500UniqueIdentifier",
        ["0.9.2342.19200300100.1.1"] = "saml:uid",
        ["0.9.2342.19200300.100.1.1"] = "saml:uid",
        ["0.9.2342.19200300100.1.3"] = "saml:mail",
        ["0.9.2342.19200300.100.1.3"] = "saml:mail",
        ["0.9.2342.19200300.100.1.45"] = "saml:organizationStatus",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // A FriendlyName is the key without its prefix; only the case differs.
    private static readonly FrozenDictionary<string, string> ByFriendlyName =
        ByName.Values.Distinct().ToFrozenDictionary(key => key["saml:".Length..], StringComparer.OrdinalIgnoreCase);

    /// <summary>The key for an attribute, by its Name or else by its FriendlyName; none for most attributes.</summary>
    public static string? Find(string name, string friendlyName) =>
        ByName.TryGetValue(name, out string? key) || ByFriendlyName.TryGetValue(friendlyName, out key) ? key : null;
}
