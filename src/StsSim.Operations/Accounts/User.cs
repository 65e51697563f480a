using StsSim.Grains.Abstractions.Accounts;
using StsSim.Iam.Evaluation;
using StsSim.Iam.Identities;

namespace StsSim.Operations.Accounts;

/// <summary>An IAM user with its policies compiled, those of its groups included.</summary>
public sealed class User
{
    private readonly string _accountId;
    private readonly Principal _principal;

    internal User(UserDefinition definition, AccountDefinition account, PolicyCompiler compiler, PolicySet? serviceControl)
    {
        _accountId = account.AccountId;
        Name = definition.Name;
        Path = definition.Path;
        UserId = definition.UserId;
        Tags = definition.Tags;
        MfaDevices = [.. definition.MfaDevices.Select(device => new MfaDevice(device))];
        GroupDefinition[] groups = [.. account.Groups.Where(group => definition.Groups.Contains(group.Name, StringComparer.OrdinalIgnoreCase))];
        Policies = new PrincipalPolicies
        {
            Identity = compiler.Attached(
                definition.Policies.Concat(groups.SelectMany(group => group.Policies)),
                definition.ManagedPolicyArns.Concat(groups.SelectMany(group => group.ManagedPolicyArns))),
            PermissionsBoundary = compiler.Boundary(definition.PermissionsBoundary),
            ServiceControl = serviceControl,
        };
        _principal = CreatePrincipal(Partition.Commercial);
    }

    public string Name { get; }

    public string Path { get; }

    /// <summary><c>AIDA…</c>.</summary>
    public string UserId { get; }

    public IReadOnlyDictionary<string, string> Tags { get; }

    public IReadOnlyList<MfaDevice> MfaDevices { get; }

    /// <summary>What limits the user when it calls with a long-term key.</summary>
    public PrincipalPolicies Policies { get; }

    public Principal PrincipalIn(string partition) => partition == Partition.Commercial ? _principal : CreatePrincipal(partition);

    private Principal CreatePrincipal(string partition) => new()
    {
        Type = PrincipalType.User,
        Arn = Arn.User(partition, _accountId, Path, Name),
        AccountId = _accountId,
        UniqueId = UserId,
    };
}
