using System.Collections.Concurrent;
using System.Collections.Immutable;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Iam.Evaluation;
using StsSim.Iam.Policies;

namespace StsSim.Operations.Accounts;

/// <summary>
/// Compiles the policies of one account's identities, each document parsed once: what an identity may do follows from
/// its own definition and from the groups, managed policies and control policies that this holds.
/// </summary>
internal sealed class PolicyCompiler
{
    private const int MostShared = 1000;

    private readonly ImmutableSortedDictionary<string, GroupDefinition> _groups;
    private readonly ImmutableSortedDictionary<string, ManagedPolicyDefinition> _policies;
    private readonly ConcurrentDictionary<string, NamedPolicy> _managed = new();

    // Users of one template have the very same policies; so they stay as few as they were written.
    private readonly ConcurrentDictionary<PolicySources, PrincipalPolicies> _compiled = new();

    public PolicyCompiler(
        string accountId,
        AccountSettings settings,
        ImmutableSortedDictionary<string, GroupDefinition> groups,
        ImmutableSortedDictionary<string, ManagedPolicyDefinition> policies)
    {
        _groups = groups;
        _policies = policies;

        // The management account is bound by no policy of its organization.
        bool isManaged = settings.Organization?.ManagementAccountId != accountId;
        ServiceControl = isManaged ? Control(settings.ServiceControlPolicies) : null;
        ResourceControl = isManaged ? Control(settings.ResourceControlPolicies) : null;
    }

    /// <summary>Service control policies, or <see langword="null"/> for no limit.</summary>
    public PolicySet? ServiceControl { get; }

    /// <summary>Resource control policies, or <see langword="null"/> for no limit.</summary>
    public PolicySet? ResourceControl { get; }

    /// <summary>What limits a user, its groups' policies included.</summary>
    public PrincipalPolicies Compile(UserDefinition user) => Shared(
        new PolicySources(user.Policies, user.ManagedPolicyArns, user.Groups, user.PermissionsBoundary), () => CompileAnew(user));

    /// <summary>What limits a role's sessions.</summary>
    public PrincipalPolicies Compile(RoleDefinition role) => Shared(
        new PolicySources(role.Policies, role.ManagedPolicyArns, Groups: null, role.PermissionsBoundary),
        () => Compile(Attached(role.Policies, role.ManagedPolicyArns), role.PermissionsBoundary));

    /// <summary>A trust policy.</summary>
    public static PolicySet Trust(string document) => new([Parse("AssumeRolePolicyDocument", document, PolicyType.Trust)]);

    private PrincipalPolicies Shared(in PolicySources sources, Func<PrincipalPolicies> compile)
    {
        if (_compiled.TryGetValue(sources, out PrincipalPolicies? held))
        {
            return held;
        }

        // Templates are few. What fills this is identities with policies of their own, which gain nothing from it.
        if (_compiled.Count >= MostShared)
        {
            _compiled.Clear();
        }

        return _compiled.GetOrAdd(sources, compile());
    }

    private PrincipalPolicies CompileAnew(UserDefinition user)
    {
        IEnumerable<NamedPolicy> policies = Attached(user.Policies, user.ManagedPolicyArns);
        foreach (string name in user.Groups)
        {
            if (_groups.TryGetValue(name, out GroupDefinition? group))
            {
                policies = policies.Concat(Attached(group.Policies, group.ManagedPolicyArns));
            }
        }

        return Compile(policies, user.PermissionsBoundary);
    }

    private PrincipalPolicies Compile(IEnumerable<NamedPolicy> identity, string? boundary) => new()
    {
        Identity = new PolicySet(identity),
        PermissionsBoundary = boundary is null ? null : new PolicySet(Managed([boundary])),
        ServiceControl = ServiceControl,
    };

    private IEnumerable<NamedPolicy> Attached(IReadOnlyDictionary<string, string> inline, IReadOnlyList<string> managedArns) =>
        inline.Select(policy => Parse(policy.Key, policy.Value, PolicyType.Identity)).Concat(Managed(managedArns));

    // A boundary may outlive its policy, and then allows nothing more.
    private IEnumerable<NamedPolicy> Managed(IReadOnlyList<string> arns)
    {
        foreach (string arn in arns)
        {
            if (_managed.TryGetValue(arn, out NamedPolicy? policy))
            {
                yield return policy;
            }
            else if ((ManagedPolicies.Find(arn) ?? _policies.GetValueOrDefault(arn)?.Document) is { } document)
            {
                yield return _managed[arn] = Parse(arn, document, PolicyType.Identity);
            }
        }
    }

    private static PolicySet? Control(IReadOnlyDictionary<string, string>? policies) =>
        policies is null ? null : new PolicySet(policies.Select(policy => Parse(policy.Key, policy.Value, PolicyType.Identity)));

    // A snapshot holds only what was validated when it was provisioned.
    private static NamedPolicy Parse(string name, string document, PolicyType type) =>
        PolicyParser.Parse(document, type, out PolicyDocument? policy) is { } fault
            ? throw new InvalidOperationException($"The provisioned policy {name} does not parse: {fault.Reason}")
            : new NamedPolicy(name, policy!);

    // The collections of a definition, compared by reference: immutable ones that are the same hold the same.
    private readonly record struct PolicySources(object Inline, object Managed, object? Groups, string? Boundary);
}
