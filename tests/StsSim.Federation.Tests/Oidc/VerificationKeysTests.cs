using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using StsSim.Federation.Oidc;

namespace StsSim.Federation.Tests.Oidc;

public sealed class VerificationKeysTests : IDisposable
{
    private static readonly VerificationKeysOptions Options = new() { Networks = IssuerNetworks.Loopback };
    private static readonly SigningKeys NextKeys = ExampleIssuer.OtherKeys;

    private readonly SettableClock _clock = new(ExampleIssuer.Now);
    private readonly VerificationKeys _keys;

    public VerificationKeysTests() => _keys = new VerificationKeys(_clock, options: Options);

    public void Dispose() => _keys.Dispose();

    [Fact]
    public async Task Keys_are_found_through_the_discovery_document_and_kept()
    {
        await using LoopbackIdp idp = await LoopbackIdp.StartAsync();
        for (int i = 0; i < 20; i++)
        {
            Assert.IsType<WebIdentity>(await VerifyAsync(idp, idp.Mint()));
        }

        Assert.Equal(1, idp.Discoveries);
        Assert.Equal(1, idp.KeySets);
    }

    [Fact]
    public async Task Kept_keys_are_fetched_again_when_their_time_is_over()
    {
        await using LoopbackIdp idp = await LoopbackIdp.StartAsync();
        await VerifyAsync(idp, idp.Mint());
        idp.Jwks = NextKeys.Jwks;
        _clock.Advance(Options.Lifetime - TimeSpan.FromSeconds(1));
        Assert.IsType<WebIdentity>(await VerifyAsync(idp, idp.Mint()));
        _clock.Advance(TimeSpan.FromSeconds(1));

        // The old key is withdrawn, and the issuer is there to say so.
        Assert.IsType<WebIdentityFault.KeyUnavailable>(await VerifyAsync(idp, idp.Mint()));
        Assert.Equal(2, idp.KeySets);
    }

    [Fact]
    public async Task A_rotated_key_is_fetched_at_once()
    {
        await using LoopbackIdp idp = await LoopbackIdp.StartAsync();
        await VerifyAsync(idp, idp.Mint());
        _clock.Advance(Options.RetryInterval);
        idp.Jwks = NextKeys.Jwks;
        Assert.IsType<WebIdentity>(await VerifyAsync(idp, idp.Mint(NextKeys)));
        Assert.Equal(2, idp.KeySets);
    }

    [Fact]
    public async Task A_crowd_shares_one_fetch()
    {
        await using LoopbackIdp idp = await LoopbackIdp.StartAsync();
        var gate = new TaskCompletionSource();
        idp.KeySet = async context =>
        {
            await gate.Task;
            await context.Response.WriteAsync(idp.Jwks);
        };
        Task<WebIdentityOutcome>[] crowd = [.. Enumerable.Range(0, 50).Select(_ => VerifyAsync(idp, idp.Mint()).AsTask())];
        gate.SetResult();
        Assert.All(await Task.WhenAll(crowd), outcome => Assert.IsType<WebIdentity>(outcome));
        Assert.Equal(1, idp.KeySets);
    }

    [Fact]
    public async Task Forged_key_ids_fetch_once_in_an_interval_and_good_tokens_do_not_wait_for_them()
    {
        await using LoopbackIdp idp = await LoopbackIdp.StartAsync();
        await VerifyAsync(idp, idp.Mint());
        _clock.Advance(Options.RetryInterval);
        var gate = new TaskCompletionSource();
        idp.KeySet = async context =>
        {
            await gate.Task;
            await context.Response.WriteAsync(idp.Jwks);
        };
        Task<WebIdentityOutcome>[] flood =
            [.. Enumerable.Range(0, 100).Select(_ => VerifyAsync(idp, idp.Mint(signWith: TokenSignature.UnknownKey)).AsTask())];

        // The issuer holds its answer back, and who needs none is served.
        Assert.IsType<WebIdentity>(await VerifyAsync(idp, idp.Mint()));
        gate.SetResult();
        Assert.All(await Task.WhenAll(flood), outcome => Assert.IsType<WebIdentityFault.KeyUnavailable>(outcome));
        Assert.Equal(2, idp.KeySets);

        for (int i = 0; i < 100; i++)
        {
            ValueTask<WebIdentityOutcome> forged = VerifyAsync(idp, idp.Mint(signWith: TokenSignature.UnknownKey));
            Assert.True(forged.IsCompletedSuccessfully, "There is nothing to wait for.");
            Assert.IsType<WebIdentityFault.KeyUnavailable>(await forged);
        }

        Assert.Equal(2, idp.KeySets);
    }

    [Fact]
    public async Task Old_keys_serve_for_a_day_while_the_issuer_is_down_and_no_longer()
    {
        LoopbackIdp idp = await LoopbackIdp.StartAsync();
        OidcProvider provider = idp.Provider;
        await VerifyAsync(idp, idp.Mint());
        await idp.DisposeAsync();

        _clock.Advance(Options.Lifetime);
        Assert.IsType<WebIdentity>(await VerifyAsync(provider, idp.Mint(now: _clock.GetUtcNow())));
        _clock.Advance(Options.StaleLifetime - Options.Lifetime - TimeSpan.FromSeconds(1));
        Assert.IsType<WebIdentity>(await VerifyAsync(provider, idp.Mint(now: _clock.GetUtcNow())));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<WebIdentityFault.KeyUnavailable>(await VerifyAsync(provider, idp.Mint(now: _clock.GetUtcNow())));
    }

    [Fact]
    public async Task A_failure_is_remembered_for_an_interval_and_no_longer()
    {
        await using LoopbackIdp idp = await LoopbackIdp.StartAsync();
        idp.Discovery = Status(503);
        for (int i = 0; i < 10; i++)
        {
            Assert.IsType<WebIdentityFault.KeyUnavailable>(await VerifyAsync(idp, idp.Mint()));
        }

        Assert.Equal(1, idp.Discoveries);
        idp.Discovery = null;
        _clock.Advance(Options.RetryInterval);
        Assert.IsType<WebIdentity>(await VerifyAsync(idp, idp.Mint()));
    }

    [Fact]
    public async Task A_clock_that_is_set_back_does_not_keep_a_failure_alive()
    {
        await using LoopbackIdp idp = await LoopbackIdp.StartAsync();
        idp.Discovery = Status(503);
        await VerifyAsync(idp, idp.Mint());
        idp.Discovery = null;
        _clock.Advance(-TimeSpan.FromHours(1));
        Assert.IsType<WebIdentity>(await VerifyAsync(idp, idp.Mint(now: _clock.GetUtcNow())));
    }

    [Fact]
    public async Task An_issuer_that_does_not_answer_is_given_up()
    {
        await using LoopbackIdp idp = await LoopbackIdp.StartAsync();
        idp.KeySet = context => Task.Delay(Timeout.Infinite, context.RequestAborted);
        using var keys = new VerificationKeys(_clock, options: Options with { Timeout = TimeSpan.FromMilliseconds(300) });
        Assert.IsType<WebIdentityFault.KeyUnavailable>(await VerifyAsync(keys, idp.Provider, idp.Mint()));
    }

    [Fact]
    public async Task A_caller_who_gives_up_leaves_the_fetch_to_the_others()
    {
        await using LoopbackIdp idp = await LoopbackIdp.StartAsync();
        var gate = new TaskCompletionSource();
        idp.KeySet = async context =>
        {
            await gate.Task;
            await context.Response.WriteAsync(idp.Jwks);
        };
        using var impatience = new CancellationTokenSource();
        var verifier = new WebIdentityVerifier(_keys);
        Task<WebIdentityOutcome> impatient = verifier.VerifyAsync(idp.Mint(), [idp.Provider], ExampleIssuer.Now, impatience.Token).AsTask();
        Task<WebIdentityOutcome> patient = VerifyAsync(idp, idp.Mint()).AsTask();
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        gate.SetResult();
        Assert.IsType<WebIdentity>(await patient);
        Assert.Equal(1, idp.KeySets);
    }

    [Theory]
    [InlineData("text that is no JSON")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"jwks_uri":7}""")]
    [InlineData("""{"jwks_uri":"\ud800"}""")]
    [InlineData("""{"jwks_uri":"/keys"}""")]
    [InlineData("""{"jwks_uri":"file:///etc/hostname"}""")]
    [InlineData("""{"jwks_uri":"http://127.0.0.1:1/nobody-listens"}""")]
    [InlineData("")]
    public async Task A_discovery_document_that_leads_nowhere_yields_no_keys(string document)
    {
        await using LoopbackIdp idp = await LoopbackIdp.StartAsync();
        idp.Discovery = context => context.Response.WriteAsync(document);
        Assert.IsType<WebIdentityFault.KeyUnavailable>(await VerifyAsync(idp, idp.Mint()));
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("[1,2]")]
    [InlineData("{}")]
    [InlineData("""{"keys":7}""")]
    [InlineData("""{"keys":[7]}""")]
    [InlineData("""{"keys":[]}""")]
    [InlineData("""{"keys":[{"kty":"EC","kid":"\ud800"}]}""")]
    public async Task A_key_set_that_is_none_yields_no_keys(string jwks)
    {
        await using LoopbackIdp idp = await LoopbackIdp.StartAsync();
        idp.Jwks = jwks;
        Assert.IsType<WebIdentityFault.KeyUnavailable>(await VerifyAsync(idp, idp.Mint()));
        Assert.IsType<WebIdentityFault.KeyUnavailable>(await ExampleIssuer.VerifyAsync(
            ExampleIssuer.Issuer.Mint(ExampleIssuer.Request), ExampleIssuer.Provider with { Jwks = jwks }));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_document_beyond_a_megabyte_is_not_read(bool announced)
    {
        await using LoopbackIdp idp = await LoopbackIdp.StartAsync();
        JsonObject set = JsonNode.Parse(ExampleIssuer.Keys.Jwks)!.AsObject();
        set["padding"] = new string('x', Options.MaximumDocumentLength);
        string huge = set.ToJsonString();
        idp.KeySet = context =>
        {
            context.Response.ContentLength = announced ? huge.Length : null;
            return context.Response.WriteAsync(huge);
        };
        Assert.IsType<WebIdentityFault.KeyUnavailable>(await VerifyAsync(idp, idp.Mint()));

        _clock.Advance(Options.RetryInterval);
        set["padding"] = new string('x', 900_000);
        huge = set.ToJsonString();
        Assert.IsType<WebIdentity>(await VerifyAsync(idp, idp.Mint()));
    }

    [Fact]
    public async Task A_redirect_is_followed()
    {
        await using LoopbackIdp idp = await LoopbackIdp.StartAsync();
        idp.KeySet = context =>
        {
            context.Response.Redirect(context.Request.QueryString.HasValue ? "/elsewhere" : "/tenant/keys?moved");
            return context.Request.QueryString.HasValue ? ServeAsync(context, idp.Jwks) : Task.CompletedTask;
        };
        Assert.IsType<WebIdentity>(await VerifyAsync(idp, idp.Mint()));
        Assert.Equal(2, idp.KeySets);
    }

    [Theory]
    [InlineData("/tenant/keys")]
    [InlineData("https://127.0.0.1:1/keys")]
    [InlineData("file:///etc/hostname")]
    public async Task A_redirect_in_a_circle_or_to_another_scheme_is_not(string location)
    {
        await using LoopbackIdp idp = await LoopbackIdp.StartAsync();
        idp.KeySet = context =>
        {
            context.Response.Redirect(location);
            return Task.CompletedTask;
        };
        Assert.IsType<WebIdentityFault.KeyUnavailable>(await VerifyAsync(idp, idp.Mint()));
        Assert.InRange(idp.KeySets, 1, 4);
    }

    [Fact]
    public async Task Built_in_keys_come_before_the_registered_and_need_no_http()
    {
        var builtIn = new BuiltInKeys { Url = ExampleIssuer.Url, Jwks = NextKeys.Jwks };
        using var keys = new VerificationKeys(_clock, builtIn);
        string byNext = new TokenIssuer(NextKeys).Mint(ExampleIssuer.Request);
        string byRegistered = ExampleIssuer.Issuer.Mint(ExampleIssuer.Request);
        Assert.IsType<WebIdentity>(await VerifyAsync(keys, ExampleIssuer.Provider, byNext));
        Assert.IsType<WebIdentityFault.KeyUnavailable>(await VerifyAsync(keys, ExampleIssuer.Provider, byRegistered));

        builtIn.Url = "https://another.example.com";
        Assert.IsType<WebIdentity>(await VerifyAsync(keys, ExampleIssuer.Provider, byRegistered));
    }

    [Fact]
    public async Task Each_provider_has_its_own_keys()
    {
        await using LoopbackIdp one = await LoopbackIdp.StartAsync();
        await using LoopbackIdp other = await LoopbackIdp.StartAsync();
        other.Jwks = NextKeys.Jwks;
        Assert.IsType<WebIdentity>(await VerifyAsync(one, one.Mint()));
        Assert.IsType<WebIdentityFault.KeyUnavailable>(await VerifyAsync(other, other.Mint()));
        Assert.IsType<WebIdentity>(await VerifyAsync(other, other.Mint(NextKeys)));
    }

    private static RequestDelegate Status(int status) => context =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    };

    private static Task ServeAsync(HttpContext context, string body)
    {
        context.Response.Headers.Location = default;
        context.Response.StatusCode = StatusCodes.Status200OK;
        return context.Response.WriteAsync(body);
    }

    private ValueTask<WebIdentityOutcome> VerifyAsync(LoopbackIdp idp, string token) => VerifyAsync(idp.Provider, token);

    private ValueTask<WebIdentityOutcome> VerifyAsync(OidcProvider provider, string token) => VerifyAsync(_keys, provider, token);

    private ValueTask<WebIdentityOutcome> VerifyAsync(VerificationKeys keys, OidcProvider provider, string token) =>
        new WebIdentityVerifier(keys).VerifyAsync(token, [provider], _clock.GetUtcNow(), TestContext.Current.CancellationToken);

    private sealed class BuiltInKeys : IBuiltInKeys
    {
        public required string Url { get; set; }

        public required string Jwks { get; init; }

        public ValueTask<string?> FindJwksAsync(OidcProvider provider, CancellationToken cancellationToken) =>
            ValueTask.FromResult(provider.Url == Url ? Jwks : null);
    }
}
