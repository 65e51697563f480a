using System.Globalization;
using System.Text;
using StsSim.Protocol.Errors;
using StsSim.Protocol.Query;
using StsSim.Protocol.SigV4;

namespace StsSim.Protocol.Tests.SigV4;

/// <summary>The whole way of a request from its bytes to the verdict on its signature.</summary>
internal static class Verification
{
    public static AwsError? Verify(WireRequest request, string secret, DateTimeOffset now, string service = "sts", string? endpointRegion = null)
    {
        using QueryParameters parameters = Decode(request);
        if (RequestSignature.Read(request, parameters, out RequestSignature? signature) is { } refusal)
        {
            return refusal;
        }

        Assert.NotNull(signature);
        return new SignatureVerifier(new SigningKeyCache()).Verify(request, parameters, signature.Value, service, endpointRegion, secret, now);
    }

    public static AwsError? Read(WireRequest request, out RequestSignature? signature)
    {
        using QueryParameters parameters = Decode(request);
        return RequestSignature.Read(request, parameters, out signature);
    }

    public static DateTimeOffset At(string basic) => DateTimeOffset.ParseExact(
        basic, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public static string Utf8AsReceived(string text) => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text));

    private static QueryParameters Decode(WireRequest request)
    {
        var parameters = new QueryParameters();
        Assert.Equal(DecodeOutcome.Decoded, parameters.DecodeQueryString(request.RawQuery));
        Assert.Equal(DecodeOutcome.Decoded, parameters.DecodeBody(request.Body.Span));
        return parameters;
    }
}
