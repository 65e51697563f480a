using StsSim.Iam.Evaluation;
using StsSim.Iam.Policies;

namespace StsSim.Iam.Tests.Evaluation;

/// <summary>Policies from the statements alone, and requests to ask of them.</summary>
internal static class SamplePolicies
{
    public const string AllowAll = """{"Effect":"Allow","Action":"*","Resource":"*"}""";
    public const string DenyAll = """{"Effect":"Deny","Action":"*","Resource":"*"}""";

    public static PolicySet Set(params string[] statements) => SetOf(PolicyType.Identity, statements);

    public static PolicySet TrustSet(params string[] statements) => SetOf(PolicyType.Trust, statements);

    public static PolicySet ResourceSet(params string[] statements) => SetOf(PolicyType.Resource, statements);

    public static PolicySet SetOf(PolicyType type, params string[] statements) => new([Named("policy", type, statements)]);

    public static NamedPolicy Named(string name, PolicyType type, params string[] statements) =>
        new(name, Parse($$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]}""", type));

    public static PolicyDocument Parse(string text, PolicyType type = PolicyType.Identity)
    {
        PolicyFault? fault = PolicyParser.Parse(text, type, out PolicyDocument? policy);
        Assert.True(fault is null, $"{fault?.Path}: {fault?.Reason} in {text}");
        return policy!;
    }

    /// <summary>Whether a statement that allows everything applies under a condition.</summary>
    public static bool Holds(string condition, ConditionContext context) =>
        Allows($$"""{"Effect":"Allow","Action":"*","Resource":"*","Condition":{{condition}} }""", "*", context);

    /// <summary>Whether one statement of an identity policy allows a request for a resource.</summary>
    public static bool Allows(string statement, string resource, ConditionContext context)
    {
        var request = new AccessRequest(SamplePrincipals.Alice, "s3:GetObject", resource, context);
        return AccessEvaluation.Evaluate(request, new PrincipalPolicies { Identity = Set(statement) }, null).Decision == Decision.Allowed;
    }

    public static DictionaryConditionContext Context(params (string Key, ConditionValues Values)[] values) =>
        new(values.Select(pair => KeyValuePair.Create(pair.Key, pair.Values)));

    public static DictionaryConditionContext Texts(string key, params string[] values) => Context((key, ConditionValues.Of(values)));
}
