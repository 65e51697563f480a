using System.Buffers;
using System.Security.Cryptography;
using StsSim.Protocol.Query;

namespace StsSim.Protocol.SigV4;

/// <summary>
/// The canonical request of Signature Version 4: method, path, query, headers, signed header list and payload hash,
/// each on its line. Source: AWS Reference Guide, "Create a signed AWS API request".
/// </summary>
internal static class CanonicalRequest
{
    private static readonly SearchValues<byte> Unreserved =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"u8);

    public static void Write(WireRequest request, QueryParameters parameters, in RequestSignature signature, PooledBuffer output)
    {
        output.WriteLatin1(request.Method);
        output.Write("\n/\n"u8);
        WriteQuery(parameters, output);
        output.WriteByte((byte)'\n');
        WriteHeaders(request, signature.SignedHeaders, output);
        output.WriteByte((byte)'\n');
        output.WriteLatin1(signature.SignedHeaders);
        output.WriteByte((byte)'\n');
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Sha256.Hash(request.Body.Span, hash);
        WriteHex(hash, output);
    }

    internal static void WriteHex(ReadOnlySpan<byte> bytes, PooledBuffer output)
    {
        Convert.TryToHexStringLower(bytes, output.GetSpan(bytes.Length * 2), out int written);
        output.Advance(written);
    }

    // Sorted by encoded name, then by encoded value, as bytes. The signature cannot cover itself.
    private static void WriteQuery(QueryParameters parameters, PooledBuffer output)
    {
        if (parameters.FromQueryString == 0)
        {
            return;
        }

        var pairs = new List<(byte[] Name, byte[] Value)>(parameters.FromQueryString);
        using var encoded = new PooledBuffer(256);
        for (int i = 0; i < parameters.FromQueryString; i++)
        {
            parameters.GetEntry(i, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> value);
            if (!name.SequenceEqual("X-Amz-Signature"u8))
            {
                pairs.Add((Encode(name, encoded), Encode(value, encoded)));
            }
        }

        pairs.Sort(static (a, b) =>
            a.Name.AsSpan().SequenceCompareTo(b.Name) is var byName && byName != 0 ? byName : a.Value.AsSpan().SequenceCompareTo(b.Value));
        for (int i = 0; i < pairs.Count; i++)
        {
            if (i > 0)
            {
                output.WriteByte((byte)'&');
            }

            output.Write(pairs[i].Name);
            output.WriteByte((byte)'=');
            output.Write(pairs[i].Value);
        }
    }

    private static byte[] Encode(ReadOnlySpan<byte> text, PooledBuffer scratch)
    {
        scratch.Clear();
        foreach (byte b in text)
        {
            if (Unreserved.Contains(b))
            {
                scratch.WriteByte(b);
            }
            else
            {
                scratch.WriteByte((byte)'%');
                Convert.TryToHexString([b], scratch.GetSpan(2), out int written);
                scratch.Advance(written);
            }
        }

        return scratch.WrittenSpan.ToArray();
    }

    private static void WriteHeaders(WireRequest request, ReadOnlySpan<char> signedHeaders, PooledBuffer output)
    {
        foreach (Range range in signedHeaders.Split(';'))
        {
            ReadOnlySpan<char> name = signedHeaders[range];
            output.WriteLatin1(name);
            output.WriteByte((byte)':');
            if (request.TryGetHeader(NameOf(name), out string value))
            {
                // The chars are bytes: Trim() would take the last byte of a UTF-8 "à" for a no-break space.
                WriteCollapsed(value.AsSpan().Trim(" \t"), output);
            }

            output.WriteByte((byte)'\n');
        }
    }

    // Most requests sign these alone; naming them here saves a string each.
    private static string NameOf(ReadOnlySpan<char> name) => name switch
    {
        "host" => "host",
        "content-type" => "content-type",
        "x-amz-date" => "x-amz-date",
        "x-amz-security-token" => "x-amz-security-token",
        "x-amz-content-sha256" => "x-amz-content-sha256",
        "content-length" => "content-length",
        "amz-sdk-invocation-id" => "amz-sdk-invocation-id",
        "amz-sdk-request" => "amz-sdk-request",
        "user-agent" => "user-agent",
        _ => name.ToString(),
    };

    private static void WriteCollapsed(ReadOnlySpan<char> value, PooledBuffer output)
    {
        while (true)
        {
            int run = value.IndexOf("  ");
            if (run < 0)
            {
                output.WriteLatin1(value);
                return;
            }

            output.WriteLatin1(value[..(run + 1)]);
            value = value[(run + 1)..].TrimStart(' ');
        }
    }
}
