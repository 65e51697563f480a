using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using StsSim.Federation.Oidc;

namespace StsSim.Compatibility.Tests.Sdk.Federation;

/// <summary>An OpenID Connect provider on a free port, whose keys can be changed.</summary>
public sealed class LoopbackProvider : IAsyncDisposable
{
    private readonly WebApplication _app;
    private SigningKeys _keys = SigningKeys.Create();
    private int _keysFetched;

    private LoopbackProvider()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.MapGet("/.well-known/openid-configuration", (RequestDelegate)(context =>
            context.Response.WriteAsync(DiscoveryDocument.ToJson(Url, $"{Url}/keys", JwsAlgorithm.All, ["sub"]))));
        _app.MapGet("/keys", (RequestDelegate)(context =>
        {
            Interlocked.Increment(ref _keysFetched);
            return context.Response.WriteAsync(_keys.Jwks);
        }));
    }

    public string Url => _app.Urls.First();

    public int KeysFetched => Volatile.Read(ref _keysFetched);

    public static LoopbackProvider Start()
    {
        var provider = new LoopbackProvider();
        provider._app.StartAsync().GetAwaiter().GetResult();
        return provider;
    }

    public void Rotate() => _keys = SigningKeys.Create();

    public string Mint(string subject)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        return new TokenIssuer(_keys).Mint(new TokenRequest
        {
            Issuer = Url,
            Subject = subject,
            Audience = ["sts.amazonaws.com"],
            IssuedAt = now,
            ExpiresAt = now.AddMinutes(10),
        });
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
