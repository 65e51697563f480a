using StsSim.Grains.Abstractions.Accounts;
using StsSim.Iam.Evaluation;
using StsSim.Iam.Identities;

namespace StsSim.Operations.Accounts;

/// <summary>An IAM user. Its policies, those of its groups included, are compiled when they are first asked for.</summary>
public sealed class User
{
    private readonly string _accountId;
    private readonly Principal _principal;
    private IReadOnlyList<MfaDevice>? _mfaDevices;
    private CompiledPolicies? _policies;

    internal User(string accountId, UserDefinition definition)
    {
        _accountId = accountId;
        Definition = definition;
        _principal = CreatePrincipal(Partition.Commercial);
    }

    public UserDefinition Definition { get; }

    public string Name => Definition.Name;

    public string Path => Definition.Path;

    /// <summary><c>AIDA…</c>.</summary>
    public string UserId => Definition.UserId;

    public IReadOnlyDictionary<string, string> Tags => Definition.Tags;

    public IReadOnlyList<MfaDevice> MfaDevices => _mfaDevices ??= [.. Definition.MfaDevices.Select(device => new MfaDevice(device))];

    /// <summary>What limits the user when it calls with a long-term key, as <paramref name="account"/> is now.</summary>
    public PrincipalPolicies PoliciesIn(Account account)
    {
        CompiledPolicies? held = _policies;
        if (held is null || held.Compiler != account.Compiler)
        {
            _policies = held = new CompiledPolicies(account.Compiler, account.Compiler.Compile(Definition));
        }

        return held.Policies;
    }

    public Principal PrincipalIn(string partition) => partition == Partition.Commercial ? _principal : CreatePrincipal(partition);

    private Principal CreatePrincipal(string partition) => new()
    {
        Type = PrincipalType.User,
        Arn = Arn.User(partition, _accountId, Path, Name),
        AccountId = _accountId,
        UniqueId = UserId,
    };
}
