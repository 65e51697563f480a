using System.Buffers.Text;
using System.Text;

namespace StsSim.Operations.Iam;

/// <summary>The opaque place where a list goes on: the key of the last item that was sent.</summary>
internal static class IamMarker
{
    private const string Prefix = "stssim:";

    public static string Encode(string lastKey) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(Prefix + lastKey));

    /// <summary>The key, or <see langword="null"/> for a text that is no marker.</summary>
    public static string? Decode(string marker)
    {
        if (!Base64Url.IsValid(marker))
        {
            return null;
        }

        string text = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(marker));
        return text.StartsWith(Prefix, StringComparison.Ordinal) ? text[Prefix.Length..] : null;
    }
}
