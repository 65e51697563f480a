using System.Diagnostics;
using System.Text.Json;
using StsSim.Compatibility.Tests.Clients;
using StsSim.Compatibility.Tests.Clients.Cases;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.JavaScript;

/// <summary>The JWTs that come from the simulator, verified by Node's own cryptography against the keys it publishes.</summary>
public sealed class TokenVerificationTests(DefaultWorldSimulator simulator)
{
    [Theory]
    [InlineData("RS256")]
    [InlineData("ES384")]
    public async Task A_token_of_GetWebIdentityToken_verifies_and_says_who_called(string algorithm)
    {
        WireAnswer answer = await simulator.SendAsync(
            ClientWorld.Administrator,
            "GetWebIdentityToken",
            $"Audience.member.1=https://service.example&SigningAlgorithm={algorithm}&Tags.member.1.Key=Team&Tags.member.1.Value=Red");
        JsonElement claims = await VerifyAsync($"/_stssim/idp/outbound/{ClientWorld.AccountId}", answer.Member("WebIdentityToken"));
        Assert.Equal("arn:aws:iam::123456789012:user/loadtest", claims.GetProperty("sub").GetString());
        Assert.Equal("https://service.example", claims.GetProperty("aud").GetString());
        Assert.Equal(300, claims.GetProperty("exp").GetInt64() - claims.GetProperty("iat").GetInt64());
        JsonElement caller = claims.GetProperty("https://sts.amazonaws.com/");
        Assert.Equal("123456789012", caller.GetProperty("aws_account").GetString());
        Assert.Equal("us-east-1", caller.GetProperty("source_region").GetString());
        Assert.Equal("Red", caller.GetProperty("request_tags").GetProperty("Team").GetString());
    }

    [Fact]
    public async Task A_token_of_the_built_in_issuer_verifies()
    {
        string token = await WebIdentity.Token("""{"subject": "alice", "claims": {"email": "alice@example.com"}}""")(simulator);
        JsonElement claims = await VerifyAsync("/_stssim/idp/oidc", token);
        Assert.Equal(("alice", "alice@example.com"), (claims.GetProperty("sub").GetString(), claims.GetProperty("email").GetString()));
    }

    private async Task<JsonElement> VerifyAsync(string issuer, string token)
    {
        ProcessStartInfo verify = ClientEnvironment.Start(
            "node", Path.Combine(JavaScriptClient.Folder, "verify-token.mjs"), new Uri(simulator.Endpoint, issuer).ToString());
        ProgramOutcome? outcome = await InstalledProgram.TryRunAsync(verify, token);
        Assert.SkipWhen(outcome is null, "node is not installed.");
        Assert.True(outcome!.ExitCode == 0, outcome.Error);
        return JsonElement.Parse(outcome.Output);
    }
}
