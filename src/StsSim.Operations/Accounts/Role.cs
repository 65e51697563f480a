using StsSim.Grains.Abstractions.Accounts;
using StsSim.Iam.Evaluation;
using StsSim.Iam.Identities;

namespace StsSim.Operations.Accounts;

/// <summary>An IAM role in its account as the account is now.</summary>
public sealed class Role
{
    private readonly RoleRecord _record;

    internal Role(Account account, RoleRecord record)
    {
        Account = account;
        _record = record;
    }

    public Account Account { get; }

    public RoleDefinition Definition => _record.Definition;

    public string Name => Definition.Name;

    /// <summary>Begins and ends with a slash.</summary>
    public string Path => Definition.Path;

    /// <summary><c>AROA…</c>.</summary>
    public string RoleId => Definition.RoleId;

    public IReadOnlyDictionary<string, string> Tags => Definition.Tags;

    /// <summary>One to twelve hours.</summary>
    public TimeSpan MaxSessionDuration => TimeSpan.FromSeconds(Definition.MaxSessionDuration);

    /// <summary>What limits a session of the role that has no session policy.</summary>
    public PrincipalPolicies Policies => _record.PoliciesBy(Account.Compiler);

    public ResourcePolicy TrustPolicy => new(_record.Trust, Account.IdText, IsTrustPolicy: true)
    {
        ResourceControl = Account.Compiler.ResourceControl,
    };

    internal UseMark LastUse => _record.LastUse;

    public string ArnIn(string partition) => Arn.Role(partition, Account.IdText, Path, Name);
}
