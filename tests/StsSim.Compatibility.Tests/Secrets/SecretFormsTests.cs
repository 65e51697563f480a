using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace StsSim.Compatibility.Tests.Secrets;

/// <summary>The scan is worth what it recognises.</summary>
public sealed class SecretFormsTests
{
    private const string Secret = "wJalr+XUtnFEMI/K7MDENG/bPxRfi&CYEXAMPLEKEY";

    private static JsonSerializerOptions Relaxed { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Disguises { get; } =
    [
        Secret,
        Uri.EscapeDataString(Secret),
        Uri.EscapeDataString(Secret).Replace("%2B", "%2b", StringComparison.Ordinal).Replace("%2F", "%2f", StringComparison.Ordinal),
        JsonSerializer.Serialize(Secret),
        JsonSerializer.Serialize(JsonSerializer.Serialize(Secret)),
        JsonSerializer.Serialize(Secret, Relaxed),
        Convert.ToHexString(Encoding.UTF8.GetBytes(Secret)),
        Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Secret)),
        System.Security.SecurityElement.Escape(Secret),
        Base64("", ""),
        Base64("a", "b"),
        Base64("ab", "cd"),
        Base64("abc", "de"),
        Base64("{\"secret\":\"", "\"}"),
        Base64("x", "yz").Replace('+', '-').Replace('/', '_').TrimEnd('='),
    ];

    [Theory]
    [MemberData(nameof(Disguises))]
    public void A_secret_is_recognised_in_its_disguises(string text) => Assert.Contains(SecretForms.Of(Secret), form => $"before{text}after".Contains(form, StringComparison.Ordinal));

    [Fact]
    public void Of_a_long_secret_a_part_is_recognised()
    {
        string token = Convert.ToBase64String([.. Enumerable.Range(0, 255).Select(i => (byte)i)]);

        Assert.Contains(SecretForms.Of(token), form => token[100..].Contains(form, StringComparison.Ordinal));
        Assert.DoesNotContain(SecretForms.Of(token), form => token[..100].Contains(form, StringComparison.Ordinal));
    }

    [Fact]
    public void A_seed_is_recognised_by_its_bytes() =>
        Assert.Contains(SecretForms.Of("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"), form => form == Convert.ToHexString("12345678901234567890"u8));

    private static string Base64(string before, string after) => Convert.ToBase64String(Encoding.UTF8.GetBytes(before + Secret + after));
}
