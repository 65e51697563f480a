using System.Text.Json.Nodes;
using StsSim.Federation.Oidc;

namespace StsSim.Federation.Tests.Oidc;

/// <summary>
/// What STS answered in us-east-1 on 11 September 2026 to tokens that were right but for one claim; the good token was
/// issued ten seconds before and for fifteen minutes.
/// </summary>
public sealed class RecordedAnswersTests
{
    private static readonly long Now = ExampleIssuer.Now.ToUnixTimeSeconds();

    [Theory]
    [InlineData("iss")]
    [InlineData("sub")]
    [InlineData("aud")]
    [InlineData("exp")]
    [InlineData("iat")]
    public Task A_required_claim_is_missing(string claim) =>
        ExpectAsync(new() { [claim] = null }, new WebIdentityFault.MalformedClaims($"Missing a required claim: {claim}"));

    [Theory]
    [InlineData("\"\"", "")]
    [InlineData("\"a\"", "a")]
    [InlineData("123", "123")]
    public async Task A_subject_may_be_empty_short_or_a_number(string json, string expected) =>
        Assert.Equal(expected, (await AcceptAsync(new() { ["sub"] = JsonNode.Parse(json) })).Subject);

    [Fact]
    public async Task A_subject_may_be_longer_than_the_model_says()
    {
        string subject = new('a', 300);
        Assert.Equal(subject, (await AcceptAsync(new() { ["sub"] = subject })).Subject);
    }

    [Fact]
    public async Task A_subject_of_null_is_an_internal_failure()
    {
        string token = ExampleIssuer.Write($$"""{"iss":"{{ExampleIssuer.Url}}","sub":null,"aud":"client-a","iat":{{Now}},"exp":{{Now + 9}}}""");
        Assert.Equal(new WebIdentityFault.UnreadableClaim("sub"), await ExampleIssuer.VerifyAsync(token));
    }

    [Theory]
    [InlineData("""["client-a","other"]""")]
    [InlineData("""["other","client-a"]""")]
    [InlineData("""["client-b","client-a"]""")]
    public Task Several_audiences_need_an_authorized_party(string aud) =>
        ExpectAsync(
            new() { ["aud"] = JsonNode.Parse(aud) },
            new WebIdentityFault.MalformedClaims("Token audience contains more than one audience while authorized party is not present"));

    [Theory]
    [InlineData("\"other\"")]
    [InlineData("""["other","client-a"]""")]
    public async Task The_authorized_party_is_the_audience(string aud)
    {
        WebIdentity identity = await AcceptAsync(new() { ["aud"] = JsonNode.Parse(aud), ["azp"] = "client-b" });
        Assert.Equal("client-b", identity.Audience);
        Assert.Equal("client-b", identity.AuthorizedParty);
        Assert.Equal("other", identity.TokenAudiences[0]);
    }

    [Theory]
    [InlineData("other")]
    [InlineData("")]
    public Task An_unregistered_authorized_party_is_refused_beside_a_good_audience(string azp) =>
        ExpectAsync(new() { ["azp"] = azp }, new WebIdentityFault.WrongAudience());

    [Fact]
    public async Task An_array_of_one_audience_is_that_audience() =>
        Assert.Equal("client-a", (await AcceptAsync(new() { ["aud"] = new JsonArray("client-a") })).Audience);

    [Fact]
    public Task No_audience_in_the_array_is_an_empty_claim() =>
        ExpectAsync(new() { ["aud"] = new JsonArray() }, new WebIdentityFault.MalformedClaims("Claim is not allowed to be empty: aud"));

    [Fact]
    public Task An_empty_audience_is_a_wrong_one() => ExpectAsync(new() { ["aud"] = "" }, new WebIdentityFault.WrongAudience());

    [Theory]
    [InlineData("exp", -1)]
    [InlineData("iat", 276)]
    [InlineData("nbf", 276)]
    public async Task Clocks_may_be_five_minutes_apart(string claim, int seconds) => await AcceptAsync(new() { [claim] = Now + seconds });

    [Fact]
    public Task An_expired_token_is_told_the_clock_less_the_leeway() =>
        ExpectAsync(new() { ["exp"] = Now - 324 }, new WebIdentityFault.Expired(Now - 300, Now - 324));

    [Fact]
    public Task A_token_of_an_hour_ahead_was_issued_in_the_future() =>
        ExpectAsync(new() { ["iat"] = Now + 3600 }, new WebIdentityFault.IssuedInFuture(Now + 3600));

    [Fact]
    public Task A_token_for_an_hour_ahead_is_told_the_clock_and_the_leeway() =>
        ExpectAsync(new() { ["nbf"] = Now + 3600 }, new WebIdentityFault.NotYetValid(Now + 300, Now + 3600));

    [Theory]
    [InlineData("exp")]
    [InlineData("iat")]
    [InlineData("nbf")]
    public async Task A_time_may_be_a_text_of_digits(string claim) =>
        await AcceptAsync(new() { [claim] = $"{(claim == "exp" ? Now + 600 : Now)}" });

    [Theory]
    [InlineData("nbf", "\"invalid\"")]
    [InlineData("iat", "1789123697.5")]
    [InlineData("exp", "1789123798.5")]
    [InlineData("exp", "[]")]
    [InlineData("exp", "true")]
    [InlineData("exp", "-1")]
    [InlineData("exp", "99999999999999999999")]
    public Task Any_other_time_is_invalid(string claim, string json) =>
        ExpectAsync(new() { [claim] = JsonNode.Parse(json) }, new WebIdentityFault.MalformedClaims("Invalid timestamp in token claims."));

    [Fact]
    public async Task A_time_of_null_is_invalid()
    {
        string token = ExampleIssuer.Write($$"""{"iss":"{{ExampleIssuer.Url}}","sub":"s","aud":"client-a","iat":null,"exp":{{Now + 9}}}""");
        Assert.Equal(new WebIdentityFault.MalformedClaims("Invalid timestamp in token claims."), await ExampleIssuer.VerifyAsync(token));
    }

    [Fact]
    public async Task Source_identity_is_a_claim() =>
        Assert.Equal("probe", (await AcceptAsync(new() { ["https://aws.amazon.com/source_identity"] = "probe" })).SourceIdentity);

    [Theory]
    [InlineData("""{"https://aws.amazon.com/tags":{"principal_tags":{"Team":["engineering"]},"transitive_tag_keys":["Team"]}}""")]
    [InlineData("""{"https://aws.amazon.com/tags/principal_tags/Team":"engineering","https://aws.amazon.com/tags/transitive_tag_keys":["Team"]}""")]
    public async Task Session_tags_come_nested_or_flattened(string claims)
    {
        WebIdentity identity = await AcceptAsync(JsonNode.Parse(claims)!.AsObject());
        Assert.Equal([KeyValuePair.Create("Team", "engineering")], identity.PrincipalTags);
        Assert.Equal(["Team"], identity.TransitiveTagKeys);
    }

    [Theory]
    [InlineData("""{"https://aws.amazon.com/tags":{"principal_tags":{"Team":"engineering"}}}""")]
    [InlineData("""{"https://aws.amazon.com/tags":{"principal_tags":{"Team":[]}}}""")]
    [InlineData("""{"https://aws.amazon.com/tags":{"principal_tags":{"Team":["a","b"]}}}""")]
    [InlineData("""{"https://aws.amazon.com/tags":{"principal_tags":["Team"]}}""")]
    [InlineData("""{"https://aws.amazon.com/tags":"Team"}""")]
    [InlineData("""{"https://aws.amazon.com/tags/principal_tags/Team":["engineering"]}""")]
    public Task Any_other_form_of_tags_is_refused(string claims) =>
        ExpectAsync(
            JsonNode.Parse(claims)!.AsObject(),
            new WebIdentityFault.MalformedClaims("principal_tags passed in claim is not in correct format."));

    [Theory]
    [InlineData("""{"https://aws.amazon.com/tags":{"transitive_tag_keys":"Team"}}""")]
    [InlineData("""{"https://aws.amazon.com/tags/transitive_tag_keys":[1]}""")]
    public Task Any_other_form_of_transitive_keys_is_refused(string claims) =>
        ExpectAsync(
            JsonNode.Parse(claims)!.AsObject(),
            new WebIdentityFault.MalformedClaims("transitive_tag_keys passed in claim is not in correct format."));

    [Theory]
    [InlineData("other", false)]
    [InlineData("client-a", true)]
    public async Task The_last_of_two_claims_of_one_name_counts(string last, bool accepted)
    {
        string token = ExampleIssuer.Write(
            $$"""{"iss":"{{ExampleIssuer.Url}}","aud":"client-a","sub":"s","iat":{{Now}},"exp":{{Now + 9}},"aud":"{{last}}"}""");
        Assert.Equal(accepted, await ExampleIssuer.VerifyAsync(token) is WebIdentity);
    }

    private static async Task<WebIdentity> AcceptAsync(JsonObject claims) =>
        Assert.IsType<WebIdentity>(await ExampleIssuer.VerifyAsync(ExampleIssuer.MintWith(claims)));

    private static async Task ExpectAsync(JsonObject claims, WebIdentityFault expected) =>
        Assert.Equal(expected, await ExampleIssuer.VerifyAsync(ExampleIssuer.MintWith(claims)));
}
