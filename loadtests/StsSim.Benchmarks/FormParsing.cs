using System.Text;
using BenchmarkDotNet.Attributes;
using StsSim.Operations.Parameters;
using StsSim.Protocol.Query;

namespace StsSim.Benchmarks;

/// <summary>
/// What decoding a form costs: the smallest there is, and that of GetFederationToken with a session policy and two tags or
/// fifty, the most there may be; and then reading those tags as the operation does. A tag is two parameters.
/// </summary>
[MemoryDiagnoser]
public class FormParsing : IDisposable
{
    private const int Few = 2;
    private const int Most = 50;

    private readonly byte[] _smallest = "Action=GetCallerIdentity&Version=2011-06-15"u8.ToArray();
    private readonly byte[] _withTwoTags = Encoding.UTF8.GetBytes(SdkRequest.FormOf(Few));
    private readonly byte[] _withFiftyTags = Encoding.UTF8.GetBytes(SdkRequest.FormOf(Most));
    private readonly QueryParameters _twoTags = new();
    private readonly QueryParameters _fiftyTags = new();

    public FormParsing()
    {
        _twoTags.DecodeBody(_withTwoTags);
        _fiftyTags.DecodeBody(_withFiftyTags);
    }

    [Benchmark(Baseline = true)]
    public int GetCallerIdentity() => Decode(_smallest);

    [Benchmark]
    public int GetFederationToken() => Decode(_withTwoTags);

    [Benchmark]
    public int GetFederationTokenWithFiftyTags() => Decode(_withFiftyTags);

    [Benchmark]
    public int ReadTwoTags() => ReadTags(_twoTags);

    [Benchmark]
    public int ReadFiftyTags() => ReadTags(_fiftyTags);

    [GlobalSetup]
    public void CheckForms()
    {
        if ((GetCallerIdentity(), GetFederationToken(), GetFederationTokenWithFiftyTags()) != (2, 5 + (2 * Few), 5 + (2 * Most))
            || (ReadTwoTags(), ReadFiftyTags()) != (Few, Most)
            || _fiftyTags.Find("Policy"u8) != SdkRequest.Policy
            || _fiftyTags.FindMember("Tags.member."u8, Most, ".Value"u8) != "Blue Sky")
        {
            throw new InvalidOperationException("A form was read as another.");
        }
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _twoTags.Dispose();
        _fiftyTags.Dispose();
        GC.SuppressFinalize(this);
    }

    private static int Decode(byte[] form)
    {
        using var parameters = new QueryParameters();
        return parameters.DecodeBody(form) == DecodeOutcome.Decoded ? parameters.Count : -1;
    }

    private static int ReadTags(QueryParameters parameters)
    {
        var constraints = new ParameterConstraints(new RequestLimits());
        int count = SessionTags.Read(parameters, ref constraints).Length;
        return constraints.ToError() is { } violated ? throw new InvalidOperationException(violated.Message) : count;
    }
}
