using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using StsSim.Protocol.Errors;
using StsSim.Protocol.Query;

namespace StsSim.Protocol.SigV4;

/// <summary>What a request says about its own signature: well formed, and not yet verified.</summary>
public readonly struct RequestSignature
{
    private const string Algorithm = "AWS4-HMAC-SHA256";

    // Clients have one or two each.
    private static readonly RecentTexts SignedHeaderLists = new();

    private RequestSignature(
        CredentialScope scope, string signedHeaders, ReadOnlyMemory<char> signature, string date, DateTimeOffset signedAt, string? sessionToken, bool presigned)
    {
        Scope = scope;
        SignedHeaders = signedHeaders;
        Signature = signature;
        Date = date;
        SignedAt = signedAt;
        SessionToken = sessionToken;
        IsPresigned = presigned;
    }

    public CredentialScope Scope { get; }

    /// <summary>Lower-case header names joined by semicolons, as the client signed them.</summary>
    public string SignedHeaders { get; }

    /// <summary>The signature as sent, hexadecimal.</summary>
    public ReadOnlyMemory<char> Signature { get; }

    /// <summary>The request's date in ISO 8601 basic format, as it stands in the string to sign.</summary>
    public string Date { get; }

    public DateTimeOffset SignedAt { get; }

    public string? SessionToken { get; }

    /// <summary>Whether the signature travelled in the query string.</summary>
    public bool IsPresigned { get; }

    /// <summary>Reads the Authorization header or the presigned query.</summary>
    /// <returns>
    /// <see langword="null"/> and a signature; or the refusal of an incomplete one; or neither where the request
    /// carries no authentication at all.
    /// </returns>
    public static AwsError? Read(WireRequest request, QueryParameters parameters, out RequestSignature? signature)
    {
        signature = null;
        if (request.TryGetHeader("Authorization", out string authorization))
        {
            return ReadHeader(request, authorization, out signature);
        }

        bool presigned = parameters.TryGet("X-Amz-Algorithm"u8, out _)
            || parameters.TryGet("X-Amz-Credential"u8, out _)
            || parameters.TryGet("X-Amz-Signature"u8, out _);
        return presigned ? ReadQuery(parameters, out signature) : null;
    }

    private static AwsError? ReadHeader(WireRequest request, string header, out RequestSignature? signature)
    {
        signature = null;
        ReadOnlyMemory<char> text = header.AsMemory().Trim();
        ReadOnlySpan<char> rest = text.Span;
        int space = rest.IndexOf(' ');
        ReadOnlySpan<char> algorithm = space < 0 ? rest : rest[..space];
        if (!algorithm.SequenceEqual(Algorithm))
        {
            return SignatureErrors.UnsupportedAlgorithm(algorithm.ToString());
        }

        ReadOnlyMemory<char> credential = default, signedHeaders = default, sent = default;
        text = space < 0 ? default : text[space..];
        rest = text.Span;
        foreach (Range range in rest.SplitAny(',', ' '))
        {
            ReadOnlySpan<char> part = rest[range];
            if (part.IsEmpty)
            {
                continue;
            }

            int equals = part.IndexOf('=');
            if (equals < 0)
            {
                return SignatureErrors.NoEqualSign(part.ToString(), header);
            }

            ReadOnlyMemory<char> value = text[range][(equals + 1)..];
            switch (part[..equals])
            {
                case "Credential": credential = value; break;
                case "SignedHeaders": signedHeaders = value; break;
                case "Signature": sent = value; break;
            }
        }

        bool dated = request.TryGetHeader("X-Amz-Date", out string date) || request.TryGetHeader("Date", out date);
        if (credential.IsEmpty || sent.IsEmpty || signedHeaders.IsEmpty || !dated)
        {
            return SignatureErrors.MissingFromHeader(credential.IsEmpty, sent.IsEmpty, signedHeaders.IsEmpty, !dated, header);
        }

        string? token = request.TryGetHeader("X-Amz-Security-Token", out string sessionToken) ? sessionToken : null;
        return Complete(credential.Span, signedHeaders.Span, sent, date, token, presigned: false, out signature);
    }

    private static AwsError? ReadQuery(QueryParameters parameters, out RequestSignature? signature)
    {
        signature = null;
        string? algorithm = parameters.Find("X-Amz-Algorithm"u8);
        string? credential = parameters.Find("X-Amz-Credential"u8);
        string? sent = parameters.Find("X-Amz-Signature"u8);
        string? signedHeaders = parameters.Find("X-Amz-SignedHeaders"u8);
        string? date = parameters.Find("X-Amz-Date"u8);
        if (algorithm is null || credential is null || sent is null || signedHeaders is null || date is null)
        {
            (string Name, string? Value)[] required =
            [
                ("X-Amz-Algorithm", algorithm), ("X-Amz-Credential", credential), ("X-Amz-Signature", sent),
                ("X-Amz-SignedHeaders", signedHeaders), ("X-Amz-Date", date),
            ];
            return SignatureErrors.MissingFromQuery(required.Where(p => p.Value is null).Select(p => p.Name));
        }

        return algorithm == Algorithm
            ? Complete(credential, signedHeaders, sent.AsMemory(), date, parameters.Find("X-Amz-Security-Token"u8), presigned: true, out signature)
            : SignatureErrors.UnsupportedAlgorithm(algorithm);
    }

    private static AwsError? Complete(
        ReadOnlySpan<char> credential, ReadOnlySpan<char> signedHeaders, ReadOnlyMemory<char> sent, string date, string? token, bool presigned, out RequestSignature? signature)
    {
        signature = null;
        if (CredentialScope.Parse(credential) is not { } scope)
        {
            return SignatureErrors.NotFiveParts(credential.ToString());
        }

        if (!TryReadDate(date, out string? basic, out DateTimeOffset signedAt))
        {
            return SignatureErrors.UnparsableDate(date);
        }

        signature = new RequestSignature(scope, SignedHeaderLists.Of(signedHeaders), sent, basic, signedAt, token, presigned);
        return null;
    }

    // A Date header may also be in the form of RFC 9110; the string to sign then holds its ISO 8601 basic form.
    private static bool TryReadDate(string date, [NotNullWhen(true)] out string? basic, out DateTimeOffset signedAt)
    {
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        if (BasicDate.TryParse(date, out signedAt))
        {
            basic = date;
            return true;
        }

        bool http = DateTimeOffset.TryParseExact(date, "r", CultureInfo.InvariantCulture, Utc, out signedAt);
        basic = http ? BasicDate.Format(signedAt) : null;
        return http;
    }
}
