using System.Globalization;
using StsSim.Fuzz.Tests.Engine;
using StsSim.Fuzz.Tests.Mutation;
using StsSim.Fuzz.Tests.Signing;
using StsSim.Protocol.Errors;
using StsSim.Protocol.Query;
using StsSim.Protocol.SigV4;

namespace StsSim.Fuzz.Tests.Targets;

/// <summary>
/// Requests that say that they are signed: the verifier and an independent signature agree on each, so none passes that was
/// changed after it was signed, and none is refused that was changed before.
/// </summary>
internal abstract class SignedRequestTarget : FuzzTarget
{
    private const string Mismatch = "mismatch";

    private static readonly DateTimeOffset Now = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    private static readonly string[] HeaderNames = ["Host", "X-Amz-Date", "Date", "X-Amz-Security-Token", "X-Amz-Content-Sha256", "Content-Type", "My-Header", "host", "Authorization", ""];

    private static readonly string[] HeaderValues =
    [
        "", " ", "  a   b  ", "\u00a0", "\u00c3\u00a0", "\t", "sts.amazonaws.com", "sts.eu-west-1.amazonaws.com", "20261127T120000Z", "20261127T121501Z", "20261127T114459Z", "20260230T000000Z", "00000101T000000Z", "99991231T235959Z",
        "Fri, 27 Nov 2026 12:00:00 GMT", "Fri, 27 Nov 2026 12:00:00 +0200", "20261127T120000", "AWS4-HMAC-SHA256", "AWS4-HMAC-SHA256 Credential=,SignedHeaders=,Signature=", "AWS4-ECDSA-P256-SHA256 a", "Bearer x",
    ];

    private readonly SignatureVerifier _verifier = new(new SigningKeyCache());

    public override IReadOnlyList<string> Reached => [Accepted, Mismatch, "IncompleteSignature", "SignatureDoesNotMatch", "undecodable"];

    public override byte[] Change(byte[] start, FuzzDraw draw)
    {
        if (draw.OneIn(8))
        {
            return ByteMutator.Change(start, draw);
        }

        RequestText request = RequestText.Parse(start);
        for (int changes = draw.Few(); changes > 0; changes--)
        {
            ChangeOnce(request, draw);
        }

        if (draw.OneIn(2))
        {
            SignAnew(request);
        }

        return request.ToBytes();
    }

    protected override string Judge(byte[] input)
    {
        RequestText text = RequestText.Parse(input);
        if (!text.Query.All(char.IsAscii))
        {
            return "no target"; // the server refuses it before anybody decodes it
        }

        var request = new ReceivedRequest(text);
        using var parameters = new QueryParameters();
        AwsError? error = null;
        RequestSignature? signature = null;
        DecodeOutcome decoded = Weigh(() =>
        {
            DecodeOutcome outcome = parameters.DecodeQueryString(request.RawQuery);
            outcome = outcome == DecodeOutcome.Decoded ? parameters.DecodeBody(request.Body.Span) : outcome;
            if (outcome == DecodeOutcome.Decoded)
            {
                error = RequestSignature.Read(request, parameters, out signature);
                error ??= signature is not { } read ? null : _verifier.Verify(request, parameters, read, "sts", endpointRegion: null, IndependentSignature.Secret, Now);
            }

            return outcome;
        });
        if (decoded != DecodeOutcome.Decoded)
        {
            return "undecodable";
        }

        CheckError(error);
        return signature is { } found ? Check(text, found, error) : error?.Code ?? "unsigned";
    }

    /// <summary>Changes a part of the signature itself.</summary>
    protected abstract void ChangeSignature(RequestText request, FuzzDraw draw);

    /// <summary>What the request says of its signature, as read by this test; <see langword="null"/> where it says too little to be signed anew.</summary>
    protected abstract SignedTerms? TermsOf(RequestText request);

    /// <summary>Puts another signature in.</summary>
    protected abstract void SetSignature(RequestText request, string signature);

    /// <summary>A part of a signature that is changed.</summary>
    protected static string Respell(string part, FuzzDraw draw)
    {
        string[] pieces = part.Split(part.Contains('/', StringComparison.Ordinal) ? '/' : ';');
        char joint = part.Contains('/', StringComparison.Ordinal) ? '/' : ';';
        int at = draw.Next(pieces.Length);
        switch (draw.Next(8))
        {
            case 0:
                return part.ToUpperInvariant();
            case 1:
                pieces[at] = draw.Pick(["", "sts", "iam", "us-east-1", "eu-west-1", "mars-1", "aws4_request", "aws4_requesT", "20261127", "20261126", "host", "x-amz-date", "Host", "accept"]);
                return string.Join(joint, pieces);
            case 2:
                return $"{part}{joint}{pieces[at]}";
            case 3:
                return string.Join(joint, pieces.Reverse());
            case 4:
                return part.Length > 0 ? part[..draw.Next(part.Length)] : part;
            case 5:
                return part.Length > 0 ? $"{part[..^1]}{(part[^1] == '0' ? '1' : '0')}" : "0";
            case 6:
                return $"{part}{draw.Pick(["\0", " ", "=", ",", "\u00e9", "\u0130", ";;", "//"])}";
            default:
                return string.Concat(Enumerable.Repeat(part, draw.Next(40)));
        }
    }

    private static void CheckError(AwsError? error)
    {
        if (error is not null)
        {
            Assert.InRange(error.Status, 400, 499);
            Assert.False(string.IsNullOrEmpty(error.Code));
        }
    }

    private static string Check(RequestText text, RequestSignature signature, AwsError? error)
    {
        string scope = string.Join('/', signature.Scope.Date, signature.Scope.Region, signature.Scope.Service, signature.Scope.Terminator);
        bool isTrue = signature.Signature.Span.Equals(
            IndependentSignature.Of(text, new SignedTerms(scope, signature.Date, signature.SignedHeaders)), StringComparison.OrdinalIgnoreCase);
        if (error == SignatureErrors.Mismatch)
        {
            Assert.False(isTrue, "A true signature is refused.");
            return Mismatch;
        }

        if (error is not null)
        {
            return error.Code;
        }

        Assert.True(isTrue, "A signature that is not the request's is accepted.");
        Assert.Equal("sts", signature.Scope.Service);
        Assert.Equal("aws4_request", signature.Scope.Terminator);
        Assert.Equal(signature.Scope.Date, signature.Date[..8]);
        Assert.InRange(signature.SignedAt, Now - SignatureVerifier.Window, Now + SignatureVerifier.Window);
        Assert.Equal(signature.Date, signature.SignedAt.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture));
        Assert.Contains("host", signature.SignedHeaders.Split(';'), StringComparer.OrdinalIgnoreCase);
        return Accepted;
    }

    private void ChangeOnce(RequestText request, FuzzDraw draw)
    {
        List<(string Name, string Value)> headers = request.Headers;
        switch (draw.Next(10))
        {
            case 0:
                request.Method = draw.Pick(["GET", "POST", "PUT", "", "post", "G T"]);
                break;
            case 1:
                request.Query = FormMutator.Change(request.Query, draw);
                break;
            case 2:
                request.Body = FormMutator.Change(request.Body, draw);
                break;
            case 3:
                headers.Add((draw.Pick(HeaderNames), draw.Pick(HeaderValues)));
                break;
            case 4 when headers.Count > 0:
                headers.RemoveAt(draw.Next(headers.Count));
                break;
            case 5 when headers.Count > 0:
                headers.Add(draw.Pick(headers));
                break;
            case 6 when headers.Count > 0:
                int at = draw.Next(headers.Count);
                headers[at] = (draw.OneIn(4) ? headers[at].Name.ToUpperInvariant() : headers[at].Name, draw.OneIn(2) ? $" {headers[at].Value}  {draw.Pick(HeaderValues)}" : draw.Pick(HeaderValues));
                break;
            default:
                ChangeSignature(request, draw);
                break;
        }
    }

    private void SignAnew(RequestText request)
    {
        if (TermsOf(request) is { } terms)
        {
            SetSignature(request, IndependentSignature.Of(request, terms));
        }
    }
}
