namespace StsSim.Federation.Saml;

/// <summary>
/// The attributes AWS reads from an assertion; their names are case-sensitive. Source: IAM User Guide, "Configure SAML
/// assertions for the authentication response".
/// </summary>
internal static class AwsSamlAttributes
{
    private const string Prefix = "https://aws.amazon.com/SAML/Attributes/";

    public const string Role = Prefix + "Role";
    public const string RoleSessionName = Prefix + "RoleSessionName";
    public const string SessionDuration = Prefix + "SessionDuration";
    public const string SourceIdentity = Prefix + "SourceIdentity";
    public const string TransitiveTagKeys = Prefix + "TransitiveTagKeys";

    /// <summary>The tag's key follows.</summary>
    public const string PrincipalTag = Prefix + "PrincipalTag:";
}
