using System.Text;
using System.Xml.Linq;
using BenchmarkDotNet.Attributes;
using StsSim.Iam.Credentials;
using StsSim.Operations.Sessions;
using StsSim.Operations.Sts;
using StsSim.Protocol;
using StsSim.Protocol.Errors;
using StsSim.Protocol.Results;

namespace StsSim.Benchmarks;

/// <summary>What writing an answer costs: that of GetFederationToken, as XML and as the JSON that some clients ask for, and a refusal.</summary>
[MemoryDiagnoser]
public class AnswerWriting : IDisposable
{
    private static readonly Guid RequestId = new("89b682e5-ac18-4fac-a917-2155723ed59b");

    private readonly PooledBuffer _body = new();
    private readonly SessionTokenSealer _sealer = SampleSession.NewSealer();

    private SessionCredentials Issued => new(SampleSession.Claims, _sealer, SampleSession.Claims.ExpiresAt);

    [Benchmark(Baseline = true)]
    public int Xml()
    {
        _body.Clear();
        Write(new XmlResultWriter(_body, StsOperation.Namespace));
        return _body.WrittenCount;
    }

    [Benchmark]
    public int Json()
    {
        _body.Clear();
        Write(new JsonResultWriter(_body));
        return _body.WrittenCount;
    }

    [Benchmark]
    public int Throttled()
    {
        _body.Clear();
        AwsError throttling = StsErrors.Throttling;
        new XmlResultWriter(_body, StsOperation.Namespace).Error(throttling, RequestId);
        return _body.WrittenCount;
    }

    /// <summary>The answers hold what was written, whoever parses them.</summary>
    [GlobalSetup]
    public void CheckAnswers()
    {
        XNamespace sts = StsOperation.Namespace;
        Xml();
        XElement xml = XElement.Parse(Encoding.UTF8.GetString(_body.WrittenSpan));
        Check(xml.Name.LocalName, "GetFederationTokenResponse");
        Check(_sealer.Open(xml.Descendants(sts + "SessionToken").Single().Value)?.AccessKeyId, SampleSession.Claims.AccessKeyId);
        Check(xml.Descendants(sts + "Expiration").Single().Value, "2026-11-27T13:00:00Z");
        Check(xml.Descendants(sts + "RequestId").Single().Value, RequestId.ToString());
        Throttled();
        Check(XElement.Parse(Encoding.UTF8.GetString(_body.WrittenSpan)).Descendants(sts + "Code").Single().Value, "Throttling");
        Json();
        using var json = System.Text.Json.JsonDocument.Parse(_body.WrittenMemory);
        Check(
            _sealer.Open(json.RootElement.GetProperty("GetFederationTokenResponse").GetProperty("GetFederationTokenResult").GetProperty("Credentials").GetProperty("SessionToken").GetString())?.AccessKeyId,
            SampleSession.Claims.AccessKeyId);

        static void Check(string? written, string expected)
        {
            if (written != expected)
            {
                throw new InvalidOperationException($"Expected {expected} and got {written}.");
            }
        }
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _body.Dispose();
        _sealer.Dispose();
        GC.SuppressFinalize(this);
    }

    // As the operation and the pipeline write it.
    private void Write(ResultWriter result)
    {
        result.BeginResult("GetFederationToken"u8);
        Issued.WriteTo(result);
        result.BeginStructure("FederatedUser"u8);
        result.Member("FederatedUserId"u8, "123456789012:Bob");
        result.Member("Arn"u8, "arn:aws:sts::123456789012:federated-user/Bob");
        result.EndStructure("FederatedUser"u8);
        result.Member("PackedPolicySize"u8, 7);
        result.EndResult("GetFederationToken"u8, RequestId);
    }
}
