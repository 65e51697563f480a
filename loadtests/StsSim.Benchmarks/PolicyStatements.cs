using BenchmarkDotNet.Attributes;
using StsSim.Iam.Evaluation;
using StsSim.Iam.Policies;
using static System.FormattableString;

namespace StsSim.Benchmarks;

/// <summary>
/// How a decision grows with the statements of a policy: where they are for other resources until the last one allows, for
/// other services, and where the resource of each has a variable in it.
/// </summary>
[MemoryDiagnoser]
public class PolicyStatements
{
    private static readonly Principal Alice = new()
    {
        Type = PrincipalType.User,
        Arn = "arn:aws:iam::123456789012:user/staff/Alice",
        AccountId = "123456789012",
        UniqueId = "AIDABP3PALK3KTQTNRTMK",
    };

    private static readonly AccessRequest Request = new(
        Alice,
        "sts:GetFederationToken",
        "arn:aws:sts::123456789012:federated-user/Bob",
        new DictionaryConditionContext(new Dictionary<string, ConditionValues> { ["aws:username"] = ConditionValues.Of("Alice") }));

    private PrincipalPolicies _ofOtherResources = new();
    private PrincipalPolicies _ofOtherServices = new();
    private PrincipalPolicies _withVariables = new();

    [Params(1, 10, 100)]
    public int Statements { get; set; }

    [Benchmark(Baseline = true)]
    public AccessDecision AllowedByTheLast() => AccessEvaluation.Evaluate(Request, _ofOtherResources, resource: null);

    [Benchmark]
    public AccessDecision OfOtherServices() => AccessEvaluation.Evaluate(Request, _ofOtherServices, resource: null);

    [Benchmark]
    public AccessDecision WithVariables() => AccessEvaluation.Evaluate(Request, _withVariables, resource: null);

    [GlobalSetup]
    public void CheckDecisions()
    {
        _ofOtherResources = Compile(statement => Allow("sts:GetFederationToken", statement == Statements - 1 ? "Bob" : Invariant($"other-{statement}-*")));
        _ofOtherServices = Compile(statement => Allow(Invariant($"service{statement}:Get*"), "*"));
        _withVariables = Compile(statement => Allow("sts:GetFederationToken", Invariant($"${{aws:username}}-{statement}-*")));
        if (AllowedByTheLast().Decision != Decision.Allowed
            || OfOtherServices().Decision != Decision.ImplicitDeny
            || WithVariables().Decision != Decision.ImplicitDeny)
        {
            throw new InvalidOperationException("A decision is another than the policy's.");
        }
    }

    private static string Allow(string action, string name) =>
        $$"""{"Effect":"Allow","Action":"{{action}}","Resource":"arn:aws:sts::123456789012:federated-user/{{name}}"}""";

    private PrincipalPolicies Compile(Func<int, string> statementOf)
    {
        string text = $$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', Enumerable.Range(0, Statements).Select(statementOf))}}]}""";
        return PolicyParser.Parse(text, PolicyType.Identity, out PolicyDocument? policy) is { } fault
            ? throw new InvalidOperationException($"{fault.Path}: {fault.Reason}")
            : new PrincipalPolicies { Identity = new PolicySet([new NamedPolicy("policy", policy!)]) };
    }
}
