using StsSim.Grains.Abstractions.Accounts;
using StsSim.Iam.Evaluation;
using StsSim.Iam.Policies;

namespace StsSim.Operations.Accounts;

/// <summary>Compiles the policies of one account's identities, each document parsed once.</summary>
internal sealed class PolicyCompiler(IReadOnlyList<ManagedPolicyDefinition> accountPolicies)
{
    private readonly Dictionary<string, NamedPolicy> _managed = [];

    /// <summary>The policies of an identity: inline ones by name, and managed ones.</summary>
    public PolicySet Attached(IEnumerable<KeyValuePair<string, string>> inline, IEnumerable<string> managedArns) =>
        new(inline.Select(policy => Parse(policy.Key, policy.Value, PolicyType.Identity)).Concat(managedArns.Select(Managed)));

    /// <summary>A permissions boundary, or <see langword="null"/> for no limit.</summary>
    public PolicySet? Boundary(string? arn) => arn is null ? null : new PolicySet([Managed(arn)]);

    /// <summary>A trust policy.</summary>
    public static PolicySet Trust(string document) => new([Parse("AssumeRolePolicyDocument", document, PolicyType.Trust)]);

    /// <summary>Service control policies, or <see langword="null"/> for no limit.</summary>
    public static PolicySet? ServiceControl(IReadOnlyDictionary<string, string>? policies) => Control(policies);

    /// <summary>Resource control policies, or <see langword="null"/> for no limit.</summary>
    public static PolicySet? ResourceControl(IReadOnlyDictionary<string, string>? policies) => Control(policies);

    private static PolicySet? Control(IReadOnlyDictionary<string, string>? policies) =>
        policies is null ? null : new PolicySet(policies.Select(policy => Parse(policy.Key, policy.Value, PolicyType.Identity)));

    private NamedPolicy Managed(string arn)
    {
        if (!_managed.TryGetValue(arn, out NamedPolicy? policy))
        {
            string document = ManagedPolicies.Find(arn) ?? accountPolicies.First(p => p.Arn == arn).Document;
            _managed.Add(arn, policy = Parse(arn, document, PolicyType.Identity));
        }

        return policy;
    }

    // A snapshot holds only what was validated when it was provisioned.
    private static NamedPolicy Parse(string name, string document, PolicyType type) =>
        PolicyParser.Parse(document, type, out PolicyDocument? policy) is { } fault
            ? throw new InvalidOperationException($"The provisioned policy {name} does not parse: {fault.Reason}")
            : new NamedPolicy(name, policy!);
}
