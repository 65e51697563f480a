using System.Security.Cryptography;

namespace StsSim.Protocol.SigV4;

/// <summary>SHA-256 with a context that each thread keeps: a new one costs a fifth of hashing a request.</summary>
internal static class Sha256
{
    [ThreadStatic]
    private static IncrementalHash? _hash;

    /// <param name="destination">32 bytes.</param>
    public static void Hash(ReadOnlySpan<byte> source, Span<byte> destination)
    {
        IncrementalHash hash = _hash ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(source);
        hash.GetHashAndReset(destination);
    }
}
