using BenchmarkDotNet.Attributes;
using StsSim.Protocol;
using StsSim.Protocol.Errors;
using StsSim.Protocol.Query;
using StsSim.Protocol.SigV4;

namespace StsSim.Benchmarks;

/// <summary>
/// What a signature costs: to read it off a request, to verify it with a signing key that is at hand, with one that is
/// derived first, and where it travelled in the query string, which has to be sorted.
/// </summary>
[MemoryDiagnoser]
public class SignatureVerification
{
    private const int KeptKeys = 1024;

    // Two generations are kept, so that a key that comes round again among three of them was forgotten meanwhile.
    private const int ColdCallers = 3 * KeptKeys;

    private readonly SignatureVerifier _warm = new(new SigningKeyCache());
    private readonly SignatureVerifier _cold = new(new SigningKeyCache(KeptKeys));
    private readonly SignedRequest _inHeader = SignedRequest.Receive(SdkRequest.GetFederationToken(), SdkRequest.Secret);
    private readonly SignedRequest _inQuery = SignedRequest.Receive(SdkRequest.PresignedGetCallerIdentity(), SdkRequest.Secret);
    private SignedRequest[] _ofManyCallers = [];
    private int _next;

    [Benchmark]
    public RequestSignature Read() => ReadSignature(_inHeader.Request, _inHeader.Parameters);

    [Benchmark(Baseline = true)]
    public AwsError? WarmKey() => Verify(_warm, _inHeader);

    [Benchmark]
    public AwsError? ColdKey() => Verify(_cold, _ofManyCallers[_next++ % ColdCallers]);

    [Benchmark]
    public AwsError? WarmKeyInQuery() => Verify(_warm, _inQuery);

    /// <summary>Every signature is a good one, and none would be for another secret.</summary>
    [GlobalSetup]
    public void CheckVerdicts()
    {
        _ofManyCallers =
        [
            .. Enumerable.Range(0, ColdCallers).Select(caller => $"{SdkRequest.Secret}{caller}")
                .Select(secret => SignedRequest.Receive(SdkRequest.GetFederationToken(secret), secret)),
        ];
        if (Read().Scope.AccessKeyId != SdkRequest.AccessKeyId
            || WarmKey() is not null
            || WarmKeyInQuery() is not null
            || _ofManyCallers.Any(_ => ColdKey() is not null)
            || Verify(_warm, _inHeader with { Secret = "another" }) is null)
        {
            throw new InvalidOperationException("A signature was not taken for what it is.");
        }
    }

    private static AwsError? Verify(SignatureVerifier verifier, SignedRequest signed) =>
        verifier.Verify(signed.Request, signed.Parameters, signed.Signature, "sts", SdkRequest.Region, signed.Secret, SdkRequest.Now);

    private static RequestSignature ReadSignature(WireRequest request, QueryParameters parameters) =>
        RequestSignature.Read(request, parameters, out RequestSignature? signature) is { } refusal
            ? throw new InvalidOperationException(refusal.Message)
            : signature ?? throw new InvalidOperationException("The request is not signed.");

    private sealed record SignedRequest(WireRequest Request, QueryParameters Parameters, RequestSignature Signature, string Secret)
    {
        public static SignedRequest Receive(WireRequest request, string secret)
        {
            var parameters = new QueryParameters();
            return parameters.DecodeQueryString(request.RawQuery) != DecodeOutcome.Decoded || parameters.DecodeBody(request.Body.Span) != DecodeOutcome.Decoded
                ? throw new InvalidOperationException("The request does not parse.")
                : new SignedRequest(request, parameters, ReadSignature(request, parameters), secret);
        }
    }
}
