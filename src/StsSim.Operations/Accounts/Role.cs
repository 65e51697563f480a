using StsSim.Grains.Abstractions.Accounts;
using StsSim.Iam.Evaluation;
using StsSim.Iam.Identities;

namespace StsSim.Operations.Accounts;

/// <summary>An IAM role with its policies compiled.</summary>
public sealed class Role
{
    internal Role(RoleDefinition definition, Account account, PolicyCompiler compiler, PolicySet? serviceControl, PolicySet? resourceControl)
    {
        Account = account;
        Name = definition.Name;
        Path = definition.Path;
        RoleId = definition.RoleId;
        Tags = definition.Tags;
        MaxSessionDuration = TimeSpan.FromSeconds(definition.MaxSessionDuration);
        Policies = new PrincipalPolicies
        {
            Identity = compiler.Attached(definition.Policies, definition.ManagedPolicyArns),
            PermissionsBoundary = compiler.Boundary(definition.PermissionsBoundary),
            ServiceControl = serviceControl,
        };
        TrustPolicy = new ResourcePolicy(PolicyCompiler.Trust(definition.TrustPolicy), account.Id.ToString(), IsTrustPolicy: true)
        {
            ResourceControl = resourceControl,
        };
    }

    public Account Account { get; }

    public string Name { get; }

    /// <summary>Begins and ends with a slash.</summary>
    public string Path { get; }

    /// <summary><c>AROA…</c>.</summary>
    public string RoleId { get; }

    public IReadOnlyDictionary<string, string> Tags { get; }

    /// <summary>One to twelve hours.</summary>
    public TimeSpan MaxSessionDuration { get; }

    /// <summary>What limits a session of the role that has no session policy.</summary>
    public PrincipalPolicies Policies { get; }

    public ResourcePolicy TrustPolicy { get; }

    public string ArnIn(string partition) => Arn.Role(partition, Account.Id.ToString(), Path, Name);
}
