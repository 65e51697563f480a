using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using StsSim.Federation.Oidc;

namespace StsSim.Federation.Tests.Oidc;

/// <summary>An identity provider on loopback: discovery document and key set, counted, and spoilt where a test wishes.</summary>
internal sealed class LoopbackIdp : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _discoveries;
    private int _keySets;

    private LoopbackIdp(WebApplication app) => _app = app;

    public string Url { get; private set; } = "";

    public string Jwks { get; set; } = ExampleIssuer.Keys.Jwks;

    /// <summary>Answers for the discovery document when set.</summary>
    public RequestDelegate? Discovery { get; set; }

    /// <summary>Answers for the key set when set.</summary>
    public RequestDelegate? KeySet { get; set; }

    public int Discoveries => Volatile.Read(ref _discoveries);

    public int KeySets => Volatile.Read(ref _keySets);

    public OidcProvider Provider => new() { Url = Url, ClientIds = ["client-a"] };

    /// <param name="certificate">The server's own, for https.</param>
    /// <param name="authority">Sent along with it.</param>
    public static async Task<LoopbackIdp> StartAsync(X509Certificate2? certificate = null, X509Certificate2? authority = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        if (certificate is not null)
        {
            builder.WebHost.UseKestrelHttpsConfiguration();
        }

        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listener =>
        {
            if (certificate is not null)
            {
                listener.UseHttps(https =>
                {
                    https.ServerCertificate = certificate;
                    https.ServerCertificateChain = authority is null ? null : [authority];
                });
            }
        }));
        builder.Logging.ClearProviders();
        WebApplication app = builder.Build();
        var idp = new LoopbackIdp(app);
        app.Run(idp.AnswerAsync);
        await app.StartAsync();
        idp.Url = app.Urls.First() + "/tenant";
        return idp;
    }

    public string Mint(SigningKeys? keys = null, TokenSignature signWith = TokenSignature.Valid, DateTimeOffset? now = null)
    {
        DateTimeOffset issuedAt = now ?? ExampleIssuer.Now;
        return new TokenIssuer(keys ?? ExampleIssuer.Keys).Mint(ExampleIssuer.Request with
        {
            Issuer = Url,
            Algorithm = JwsAlgorithm.ES256,
            SignWith = signWith,
            IssuedAt = issuedAt,
            ExpiresAt = issuedAt.AddHours(1),
        });
    }

    public Task StopAsync() => _app.StopAsync();

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        switch (context.Request.Path)
        {
            case "/tenant/.well-known/openid-configuration":
                Interlocked.Increment(ref _discoveries);
                return Discovery is null
                    ? context.Response.WriteAsync(DiscoveryDocument.ToJson(Url, $"{Url}/keys", JwsAlgorithm.All, ["sub"]))
                    : Discovery(context);
            case "/tenant/keys":
                Interlocked.Increment(ref _keySets);
                return KeySet is null ? context.Response.WriteAsync(Jwks) : KeySet(context);
            default:
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
        }
    }
}
