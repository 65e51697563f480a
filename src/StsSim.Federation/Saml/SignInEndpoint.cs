using System.Text.RegularExpressions;

namespace StsSim.Federation.Saml;

/// <summary>
/// The addresses AWS takes SAML responses at, global and regional, in each partition; with a provider's own path where
/// it may encrypt. Source: IAM User Guide, "Configure SAML assertions for the authentication response".
/// </summary>
internal static partial class SignInEndpoint
{
    /// <summary>Whether a Recipient is one of them.</summary>
    public static bool Is(string recipient) => Address().IsMatch(recipient);

    /// <summary>
    /// Whether an Audience means AWS: an address, or the names AWS gives itself in its own metadata. Identity providers
    /// that must tell several AWS accounts apart add a fragment, as Microsoft tells Entra ID's users to.
    /// </summary>
    public static bool IsAudience(string audience)
    {
        int fragment = audience.IndexOf('#');
        string name = fragment < 0 ? audience : audience[..fragment];
        return Is(name) || Name().IsMatch(name);
    }

    [GeneratedRegex(@"^https://(?:[a-z]{2}(?:-[a-z]+)+-\d\.)?signin\.(?:aws\.amazon\.com|amazonaws\.cn|amazonaws-us-gov\.com)/(?:static/)?saml(?:/acs/[A-Za-z0-9_-]{1,128})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex(@"^urn:amazon:webservices(?::[a-z0-9-]+)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
