using System.Security.Cryptography;
using StsSim.Protocol.Errors;
using StsSim.Protocol.Query;

namespace StsSim.Protocol.SigV4;

/// <summary>Checks a request's signature against the caller's secret, in the order and the words of AWS.</summary>
public sealed class SignatureVerifier(SigningKeyCache keys)
{
    /// <summary>How far a request's date may lie from the server's clock, both ways (recorded for STS).</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    private const int LargestKeptScratch = 64 * 1024;

    // One a thread: a verification never awaits.
    [ThreadStatic]
    private static PooledBuffer? _scratch;

    /// <summary>The refusal, or <see langword="null"/> for a good signature.</summary>
    /// <param name="request">The request as received.</param>
    /// <param name="parameters">Its decoded parameters.</param>
    /// <param name="signature">What it says of its own signature.</param>
    /// <param name="service">The service the credential has to be scoped to, e.g. <c>sts</c>.</param>
    /// <param name="endpointRegion">The Region the request's host names, or <see langword="null"/> where any will do.</param>
    /// <param name="secretAccessKey">The secret of the key id in the credential.</param>
    /// <param name="now">The server's clock.</param>
    public AwsError? Verify(
        WireRequest request,
        QueryParameters parameters,
        in RequestSignature signature,
        string service,
        string? endpointRegion,
        string secretAccessKey,
        DateTimeOffset now) =>
        CheckTerms(signature, service, endpointRegion, now)
        ?? (Matches(request, parameters, signature, secretAccessKey) ? null : SignatureErrors.Mismatch);

    /// <summary>All that can be wrong with a signature before it is compared: its scope, its dates, what it covers.</summary>
    public static AwsError? CheckTerms(in RequestSignature signature, string service, string? endpointRegion, DateTimeOffset now)
    {
        CredentialScope scope = signature.Scope;
        if (scope.Terminator != "aws4_request")
        {
            return SignatureErrors.WrongTerminator(scope.Terminator);
        }

        if (scope.Service != service)
        {
            return SignatureErrors.WrongService(service);
        }

        if (!RegionName.IsValid(scope.Region) || (endpointRegion is not null && scope.Region != endpointRegion))
        {
            return SignatureErrors.WrongRegion;
        }

        if (!signature.Date.AsSpan(0, 8).SequenceEqual(scope.Date))
        {
            return SignatureErrors.ScopeDateDiffers(scope.Date, signature.Date);
        }

        // Dates on the wire are whole seconds, and so is the comparison.
        now = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
        if (signature.SignedAt < now - Window)
        {
            return SignatureErrors.Expired(signature.SignedAt, now);
        }

        if (signature.SignedAt > now + Window)
        {
            return SignatureErrors.NotYetCurrent(signature.SignedAt, now);
        }

        return CoversHost(signature.SignedHeaders) ? null : SignatureErrors.HostNotSigned;
    }

    private bool Matches(WireRequest request, QueryParameters parameters, in RequestSignature signature, string secretAccessKey)
    {
        PooledBuffer scratch = _scratch ??= new PooledBuffer(4096);
        scratch.Clear();
        CanonicalRequest.Write(request, parameters, signature, scratch);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        Sha256.Hash(scratch.WrittenSpan, hash);

        scratch.Clear();
        CredentialScope scope = signature.Scope;
        scratch.Write("AWS4-HMAC-SHA256\n"u8);
        scratch.WriteLatin1(signature.Date);
        scratch.WriteByte((byte)'\n');
        scratch.WriteLatin1(scope.Date);
        scratch.WriteByte((byte)'/');
        scratch.WriteLatin1(scope.Region);
        scratch.WriteByte((byte)'/');
        scratch.WriteLatin1(scope.Service);
        scratch.Write("/aws4_request\n"u8);
        CanonicalRequest.WriteHex(hash, scratch);

        SigningKey key = keys.Get(secretAccessKey, scope.Date, scope.Region, scope.Service);
        Span<byte> expected = stackalloc byte[SHA256.HashSizeInBytes];
        key.Sign(scratch.WrittenSpan, expected);

        if (scratch.Capacity > LargestKeptScratch)
        {
            scratch.Dispose();
        }

        Span<byte> sent = stackalloc byte[SHA256.HashSizeInBytes];
        return signature.Signature.Length == 64
            && Convert.FromHexString(signature.Signature.Span, sent, out _, out int written) == System.Buffers.OperationStatus.Done
            && written == sent.Length
            && CryptographicOperations.FixedTimeEquals(expected, sent);
    }

    private static bool CoversHost(ReadOnlySpan<char> signedHeaders)
    {
        foreach (Range range in signedHeaders.Split(';'))
        {
            if (signedHeaders[range].Equals("host", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
