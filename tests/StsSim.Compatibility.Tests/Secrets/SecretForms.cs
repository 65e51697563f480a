using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using StsSim.Iam.Credentials;

namespace StsSim.Compatibility.Tests.Secrets;

/// <summary>How a secret looks in what a program writes: as it is, and in the encodings that texts go through.</summary>
internal static class SecretForms
{
    // Of a long secret a part gives it away as well, and its beginning may be what all of its kind begin with.
    private const int LongSecret = 100;
    private const int Part = 40;

    public static IReadOnlySet<string> Of(string secret)
    {
        var forms = new HashSet<string>(StringComparer.Ordinal);
        foreach (string part in PartsOf(secret))
        {
            AddText(forms, part);
            AddBytes(forms, Encoding.UTF8.GetBytes(part));
        }

        if (MfaSeed.TryDecode(secret, out byte[] seed))
        {
            AddBytes(forms, seed);
        }

        return forms;
    }

    /// <summary>Those of a secret that is bytes.</summary>
    public static IReadOnlySet<string> Of(byte[] secret)
    {
        var forms = new HashSet<string>(StringComparer.Ordinal);
        AddBytes(forms, secret);
        return forms;
    }

    private static string[] PartsOf(string secret) =>
        secret.Length < LongSecret ? [secret] : [secret.Substring(secret.Length / 2, Part), secret[^Part..]];

    private static void AddText(HashSet<string> forms, string text)
    {
        string url = Uri.EscapeDataString(text);
        string json = JsonSerializer.Serialize(text)[1..^1];
        forms.UnionWith(
        [
            text,
            url,
            Lower(url),
            Uri.EscapeDataString(url),
            json,
            json.Replace("/", "\\/", StringComparison.Ordinal),
            JsonSerializer.Serialize(text, Relaxed)[1..^1],
            json.Replace("\\", "\\\\", StringComparison.Ordinal),
            System.Security.SecurityElement.Escape(text),
            HtmlEncoder.Default.Encode(text),
        ]);
    }

    private static void AddBytes(HashSet<string> forms, byte[] bytes)
    {
        forms.UnionWith([Convert.ToHexString(bytes), Convert.ToHexStringLower(bytes), BitConverter.ToString(bytes), string.Join(',', bytes), string.Join(", ", bytes)]);

        // Base64 of a text that has the secret somewhere in it: three ways to fall, without the characters that neighbours share.
        for (int before = 0; before < 3; before++)
        {
            string base64 = Convert.ToBase64String([.. new byte[before], .. bytes]).TrimEnd('=');
            int first = before == 0 ? 0 : before + 1;
            int last = base64.Length - ((before + bytes.Length) % 3 == 0 ? 0 : 1);
            string inner = base64[first..last];
            forms.UnionWith([inner, inner.Replace('+', '-').Replace('/', '_'), Uri.EscapeDataString(inner), JsonSerializer.Serialize(inner)[1..^1]]);
        }
    }

    private static JsonSerializerOptions Relaxed { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static string Lower(string url)
    {
        char[] lower = url.ToCharArray();
        for (int i = url.IndexOf('%', StringComparison.Ordinal); i >= 0; i = url.IndexOf('%', i + 1))
        {
            (lower[i + 1], lower[i + 2]) = (char.ToLowerInvariant(lower[i + 1]), char.ToLowerInvariant(lower[i + 2]));
        }

        return new string(lower);
    }
}
