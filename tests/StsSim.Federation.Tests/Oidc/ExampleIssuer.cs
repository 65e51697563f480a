using System.Buffers.Text;
using System.Text;
using System.Text.Json.Nodes;
using StsSim.Federation.Oidc;

namespace StsSim.Federation.Tests.Oidc;

/// <summary>An issuer with keys that all tests share, as making RSA keys is slow, and a good token to spoil.</summary>
internal static class ExampleIssuer
{
    public const string Url = "https://idp.example.com/tenant";

    private static readonly WebIdentityVerifier Verifier = new(new VerificationKeys(TimeProvider.System));

    public static DateTimeOffset Now { get; } = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    public static SigningKeys Keys { get; } = SigningKeys.Create();

    /// <summary>Keys that are not the issuer's.</summary>
    public static SigningKeys OtherKeys { get; } = SigningKeys.Create();

    public static TokenIssuer Issuer { get; } = new(Keys);

    public static OidcProvider Provider { get; } = new() { Url = Url, ClientIds = ["client-a", "client-b"], Jwks = Keys.Jwks };

    public static TokenRequest Request { get; } = new()
    {
        Issuer = Url,
        Subject = "subject",
        Audience = ["client-a"],
        IssuedAt = Now.AddSeconds(-10),
        ExpiresAt = Now.AddMinutes(15),
    };

    public static string MintWith(JsonObject claims) => Issuer.Mint(Request with { Claims = claims });

    /// <summary>Verifies at the issuer's time.</summary>
    public static async Task<WebIdentityOutcome> VerifyAsync(string token, OidcProvider? provider = null) =>
        await Verifier.VerifyAsync(token, [provider ?? Provider], Now, TestContext.Current.CancellationToken);

    /// <summary>A token of any header and claims, signed by whoever wishes.</summary>
    public static string Write(string header, string claims, Func<byte[], byte[]> sign)
    {
        string input = $"{Encode(header)}.{Encode(claims)}";
        return $"{input}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(input)))}";
    }

    /// <summary>A token of any claims, well signed.</summary>
    public static string Write(string claims)
    {
        SigningKey key = Keys.For(JwsAlgorithm.ES256);
        return Write($$"""{"alg":"ES256","kid":"{{key.KeyId}}"}""", claims, key.Sign);
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
