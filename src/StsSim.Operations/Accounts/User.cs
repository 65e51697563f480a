using StsSim.Grains.Abstractions.Accounts;
using StsSim.Iam.Evaluation;
using StsSim.Iam.Policies;

namespace StsSim.Operations.Accounts;

/// <summary>An IAM user with its policies compiled.</summary>
public sealed class User
{
    public User(UserDefinition definition, IReadOnlyList<ManagedPolicyDefinition> accountPolicies)
    {
        Name = definition.Name;
        Path = definition.Path;
        UserId = definition.UserId;
        IEnumerable<string> managed = definition.ManagedPolicyArns.Select(arn =>
            ManagedPolicies.Find(arn) ?? accountPolicies.First(policy => policy.Arn == arn).Document);
        Policies = new IdentityPolicies(definition.Policies.Values.Concat(managed).Select(Compile));
    }

    public string Name { get; }

    public string Path { get; }

    /// <summary><c>AIDA…</c>.</summary>
    public string UserId { get; }

    public IdentityPolicies Policies { get; }

    // A snapshot holds only what was validated when it was provisioned.
    private static PolicyDocument Compile(string document) =>
        PolicyParser.Parse(document, PolicyType.Identity, out PolicyDocument? policy) is { } fault
            ? throw new InvalidOperationException($"A provisioned policy does not parse: {fault.Reason}")
            : policy!;
}
