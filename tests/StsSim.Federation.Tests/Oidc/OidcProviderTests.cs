using StsSim.Federation.Oidc;

namespace StsSim.Federation.Tests.Oidc;

public sealed class OidcProviderTests
{
    [Theory]
    [InlineData("https://accounts.google.com", "accounts.google.com")]
    [InlineData("https://idp.example.com/a/b", "idp.example.com/a/b")]
    [InlineData("http://127.0.0.1:8080/idp", "127.0.0.1:8080/idp")]
    public void The_name_of_a_provider_is_its_url_without_scheme(string url, string expected) =>
        Assert.Equal(expected, new OidcProvider { Url = url }.HostAndPath);

    [Theory]
    [InlineData("https://accounts.google.com", true)]
    [InlineData("accounts.google.com", true)]
    [InlineData("http://accounts.google.com", false)]
    [InlineData("https://accounts.google.com/", false)]
    [InlineData("https://Accounts.google.com", false)]
    [InlineData("google.com", false)]
    [InlineData("//accounts.google.com", false)]
    [InlineData("", false)]
    public void An_issuer_matches_exactly_but_for_a_missing_scheme(string issuer, bool expected) =>
        Assert.Equal(expected, new OidcProvider { Url = "https://accounts.google.com" }.Issues(issuer));
}
