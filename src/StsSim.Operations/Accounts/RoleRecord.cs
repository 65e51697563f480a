using StsSim.Grains.Abstractions.Accounts;
using StsSim.Iam.Evaluation;

namespace StsSim.Operations.Accounts;

/// <summary>What is known of a role whatever else happens in its account, compiled when it is first asked for.</summary>
internal sealed class RoleRecord(RoleDefinition definition)
{
    private CompiledPolicies? _policies;
    private PolicySet? _trust;

    public RoleDefinition Definition => definition;

    public UseMark LastUse { get; } = new();

    public PolicySet Trust => _trust ??= PolicyCompiler.Trust(definition.TrustPolicy);

    public PrincipalPolicies PoliciesBy(PolicyCompiler compiler)
    {
        CompiledPolicies? held = _policies;
        if (held is null || held.Compiler != compiler)
        {
            _policies = held = new CompiledPolicies(compiler, compiler.Compile(definition));
        }

        return held.Policies;
    }
}
