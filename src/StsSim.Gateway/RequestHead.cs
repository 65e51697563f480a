using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace StsSim.Gateway;

/// <summary>The head of an HTTP request as a whole.</summary>
internal static class RequestHead
{
    /// <summary>How many characters its query string, its header names and their values have together.</summary>
    public static long LengthOf(HttpRequest http)
    {
        IHeaderDictionary headers = http.Headers;
        int count = headers.Count;

        // Whoever walks through headers has an object made for it, and whoever copies them has not.
        KeyValuePair<string, StringValues>[] copied = ArrayPool<KeyValuePair<string, StringValues>>.Shared.Rent(count);
        headers.CopyTo(copied, 0);
        long length = http.QueryString.Value?.Length ?? 0;
        foreach (KeyValuePair<string, StringValues> header in copied.AsSpan(0, count))
        {
            length += header.Key.Length;
            foreach (string? value in header.Value)
            {
                length += value?.Length ?? 0;
            }
        }

        copied.AsSpan(0, count).Clear(); // signatures are among them
        ArrayPool<KeyValuePair<string, StringValues>>.Shared.Return(copied);
        return length;
    }
}
