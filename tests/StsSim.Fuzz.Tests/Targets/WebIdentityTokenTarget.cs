using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using StsSim.Federation.Oidc;
using StsSim.Fuzz.Tests.Engine;
using StsSim.Fuzz.Tests.Mutation;
using StsSim.Fuzz.Tests.Signing;

namespace StsSim.Fuzz.Tests.Targets;

/// <summary>Web identity tokens: one is accepted only if the issuer signed these very bytes, and then for what they say.</summary>
internal sealed class WebIdentityTokenTarget : FuzzTarget
{
    public const string Issuer = "https://idp.example.com/tenant";

    public static readonly DateTimeOffset Now = new(2026, 11, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly OidcProvider Provider = new() { Url = Issuer, ClientIds = ["client-a", "client-b"], Jwks = IssuerKeys.Jwks };

    private readonly WebIdentityVerifier _verifier = new(new VerificationKeys(TimeProvider.System));

    public override string Name => "web-identity-token";

    public override IReadOnlyList<string> Reached =>
    [
        Accepted, nameof(WebIdentityFault.NotAJwt), nameof(WebIdentityFault.NoProvider), nameof(WebIdentityFault.WrongAudience), nameof(WebIdentityFault.InvalidSignature), nameof(WebIdentityFault.KeyUnavailable),
        nameof(WebIdentityFault.MalformedClaims), nameof(WebIdentityFault.UnreadableClaim),
    ];

    public override long MostAllocatedBytes(byte[] input) => base.MostAllocatedBytes(input) * 4;

    public override byte[] Change(byte[] start, FuzzDraw draw)
    {
        string[] parts = Encoding.Latin1.GetString(start).Split('.');
        if (parts.Length != 3 || draw.OneIn(8))
        {
            return ByteMutator.Change(start, draw);
        }

        if (draw.OneIn(3))
        {
            parts[0] = ChangeJson(parts[0], draw);
        }

        if (!draw.OneIn(4))
        {
            parts[1] = ChangeJson(parts[1], draw);
        }

        string input = $"{parts[0]}.{parts[1]}";
        return Encoding.Latin1.GetBytes(draw.Next(8) switch
        {
            < 5 => $"{input}.{Base64Url.EncodeToString(Sign(parts[0], Encoding.Latin1.GetBytes(input)))}",
            5 => $"{input}.",
            6 => $"{input}.{Base64Url.EncodeToString(HMACSHA256.HashData(IssuerKeys.Rsa.ExportSubjectPublicKeyInfo(), Encoding.Latin1.GetBytes(input)))}",
            _ => $"{input}.{parts[2]}",
        });
    }

    protected override string Judge(byte[] input)
    {
        string token = Encoding.UTF8.GetString(input);
        WebIdentityOutcome outcome = Weigh(() => _verifier.VerifyAsync(token, [Provider], Now, CancellationToken.None).AsTask().GetAwaiter().GetResult());
        if (outcome is not WebIdentity identity)
        {
            return outcome.GetType().Name;
        }

        string[] parts = token.Split('.');
        Assert.Equal(3, parts.Length);
        using JsonDocument header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0]));
        using JsonDocument claims = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1]));
        Assert.True(
            IssuerKeys.Verify(header.RootElement.GetProperty("alg").GetString(), Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), Base64Url.DecodeFromChars(parts[2])),
            "A token is accepted that its issuer has not signed.");
        Assert.Equal(Text(claims, "iss"), identity.Issuer);
        Assert.Equal(Issuer[Issuer.IndexOf("//", StringComparison.Ordinal)..].TrimStart('/'), OidcProvider.WithoutScheme(identity.Issuer));
        Assert.Equal(Text(claims, "sub"), identity.Subject);
        Assert.Contains(identity.Audience, Provider.ClientIds);
        Assert.True(identity.ExpiresAt > Now.AddMinutes(-5), "An expired token is accepted.");
        Assert.True(identity.IssuedAt <= Now.AddMinutes(5), "A token of the future is accepted.");
        return Accepted;
    }

    private static string? Text(JsonDocument claims, string name) =>
        claims.RootElement.GetProperty(name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : claims.RootElement.GetProperty(name).GetRawText();

    private static string ChangeJson(string part, FuzzDraw draw)
    {
        if (!Base64Url.IsValid(part) || JsonTree.Parse(Base64Url.DecodeFromChars(part)) is not { } json)
        {
            return part;
        }

        JsonMutator.Change(json, draw);
        return Base64Url.EncodeToString(json.ToBytes());
    }

    // With the hash the header names, as far as there is one, so that a token that says RS384 is signed for that.
    private static byte[] Sign(string header, byte[] input)
    {
        string text = Base64Url.IsValid(header) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(header)) : "";
        HashAlgorithmName hash = text.Contains("384", StringComparison.Ordinal) ? HashAlgorithmName.SHA384 : text.Contains("512", StringComparison.Ordinal) ? HashAlgorithmName.SHA512 : HashAlgorithmName.SHA256;
        return IssuerKeys.Rsa.SignData(input, hash, RSASignaturePadding.Pkcs1);
    }
}
