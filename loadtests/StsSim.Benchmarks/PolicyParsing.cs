using BenchmarkDotNet.Attributes;
using StsSim.Iam.Evaluation;
using StsSim.Iam.Policies;

namespace StsSim.Benchmarks;

/// <summary>What a session policy costs on the call that brings it.</summary>
[MemoryDiagnoser]
public class PolicyParsing
{
    private readonly string _text =
        """
        {"Version":"2012-10-17","Statement":[
        {"Sid":"Own","Effect":"Allow","Action":["s3:GetObject","s3:PutObject"],"Resource":"arn:aws:s3:::home/${aws:userid}/*"},
        {"Sid":"List","Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:::home","Condition":{"StringLike":{"s3:prefix":["Bob/*",""]}}}]}
        """;

    private readonly PolicyDocument _document;

    public PolicyParsing() => _document = Parse();

    [Benchmark]
    public PolicyDocument Parse() =>
        PolicyParser.Parse(_text, PolicyType.Identity, out PolicyDocument? policy) is { } fault
            ? throw new InvalidOperationException(fault.Reason)
            : policy!;

    [Benchmark]
    public PolicySet Compile() => new([new NamedPolicy("session", _document)]);
}
