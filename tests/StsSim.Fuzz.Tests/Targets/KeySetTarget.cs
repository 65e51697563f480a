using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using StsSim.Federation.Oidc;
using StsSim.Fuzz.Tests.Engine;
using StsSim.Fuzz.Tests.Mutation;
using StsSim.Fuzz.Tests.Signing;

namespace StsSim.Fuzz.Tests.Targets;

/// <summary>JSON Web Key Sets, which an issuer's host hands out: a token verifies only with a set that holds the key that signed it.</summary>
internal sealed class KeySetTarget : FuzzTarget
{
    private const string Unavailable = nameof(WebIdentityFault.KeyUnavailable);

    private static readonly string Token = Sign();

    // Not shared: a verifier remembers the sets it has seen.
    private static readonly byte[] Modulus = IssuerKeys.Rsa.ExportParameters(includePrivateParameters: false).Modulus!;

    public override string Name => "key-set";

    public override IReadOnlyList<string> Reached => [Accepted, Unavailable, nameof(WebIdentityFault.InvalidSignature)];

    public override long MostAllocatedBytes(byte[] input) => base.MostAllocatedBytes(input) * 8;

    public override byte[] Change(byte[] start, FuzzDraw draw) => JsonMutator.Change(start, draw);

    protected override string Judge(byte[] input)
    {
        using var keys = new VerificationKeys(TimeProvider.System);
        var provider = new OidcProvider { Url = WebIdentityTokenTarget.Issuer, ClientIds = ["client-a"], Jwks = Encoding.UTF8.GetString(input) };
        WebIdentityOutcome outcome = Weigh(() => new WebIdentityVerifier(keys).VerifyAsync(Token, [provider], WebIdentityTokenTarget.Now, CancellationToken.None).AsTask().GetAwaiter().GetResult());
        if (outcome is not WebIdentity)
        {
            return outcome.GetType().Name;
        }

        Assert.True(HoldsKey(input), "A token verifies with a set that does not hold its key.");
        return Accepted;
    }

    private static bool HoldsKey(byte[] jwks)
    {
        using JsonDocument document = JsonDocument.Parse(Encoding.UTF8.GetString(jwks), new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
        return HoldsKey(document.RootElement);
    }

    // Wherever it stands: the library that reads sets also takes a list of lists of keys.
    private static bool HoldsKey(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().Any(HoldsKey),
        JsonValueKind.Object => IsKey(json) || json.EnumerateObject().Any(member => HoldsKey(member.Value)),
        _ => false,
    };

    private static bool IsKey(JsonElement key) => Texts(key, "kid").Contains("fuzzed") && Texts(key, "n").Any(IsModulus);

    private static bool IsModulus(string n) =>
        n.Replace('+', '-').Replace('/', '_') is var text && Base64Url.IsValid(text) && Base64Url.DecodeFromChars(text).AsSpan().TrimStart((byte)0).SequenceEqual(Modulus);

    // The library takes names of members in any case.
    private static IEnumerable<string> Texts(JsonElement key, string name) => key.EnumerateObject()
        .Where(member => member.Value.ValueKind == JsonValueKind.String && name.Equals(TextOf(() => member.Name), StringComparison.OrdinalIgnoreCase))
        .Select(member => TextOf(member.Value.GetString))
        .OfType<string>();

    private static string? TextOf(Func<string?> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            return null; // half a surrogate pair is no text
        }
    }

    private static string Sign()
    {
        string header = Base64Url.EncodeToString("""{"alg":"RS256","kid":"fuzzed"}"""u8);
        string claims = Base64Url.EncodeToString("""{"iss":"https://idp.example.com/tenant","sub":"alice","aud":"client-a","iat":1793534400,"exp":1793538000}"""u8);
        return $"{header}.{claims}.{Base64Url.EncodeToString(IssuerKeys.Rsa.SignData(Encoding.ASCII.GetBytes($"{header}.{claims}"), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }
}
