using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Iam;

public sealed class OutboundFederationTests(IamSimulator simulator)
{
    private readonly IamAccount _account = simulator.TakeAccount();

    [Fact]
    public async Task GetWebIdentityToken_follows_the_setting_in_the_next_request()
    {
        IsDisabled(await GetTokenAsync());

        string issuer = (await _account.CallAsync("EnableOutboundWebIdentityFederation")).IsSuccess().Text("IssuerIdentifier");

        (await GetTokenAsync()).IsSuccessOf("GetWebIdentityToken");
        Assert.Matches(@"^https://[0-9a-f-]{36}\.tokens\.sts\.global\.api\.aws$", issuer);
        IamAnswer info = (await _account.CallAsync("GetOutboundWebIdentityFederationInfo")).IsSuccess();
        Assert.Equal((issuer, "true"), (info.Text("IssuerIdentifier"), info.Text("JwtVendingEnabled")));

        (await _account.CallAsync("DisableOutboundWebIdentityFederation")).IsSuccess();

        IsDisabled(await GetTokenAsync());
        Assert.Equal(issuer, (await _account.CallAsync("EnableOutboundWebIdentityFederation")).IsSuccess().Text("IssuerIdentifier"));
    }

    [Fact]
    public async Task What_is_so_already_is_an_error()
    {
        (await _account.CallAsync("DisableOutboundWebIdentityFederation"))
            .IsRefusal(404, "FeatureDisabled", "Outbound identity federation is disabled for your Amazon Web Services account.");
        (await _account.CallAsync("GetOutboundWebIdentityFederationInfo"))
            .IsRefusal(404, "FeatureDisabled", "Outbound identity federation is disabled for your Amazon Web Services account.");
        (await _account.CallAsync("EnableOutboundWebIdentityFederation")).IsSuccess();

        (await _account.CallAsync("EnableOutboundWebIdentityFederation"))
            .IsRefusal(409, "FeatureEnabled", "Outbound identity federation is already enabled for your Amazon Web Services account.");
    }

    private static void IsDisabled(WireAnswer answer) => answer.IsRefusal(
        403, "OutboundWebIdentityFederationDisabledException", "The outbound web identity federation feature is not enabled for this account.");

    private Task<WireAnswer> GetTokenAsync() =>
        _account.CallStsAsync(_account.Admin, "GetWebIdentityToken", ("Audience.member.1", "https://api.example.com"), ("SigningAlgorithm", "ES384"));
}
