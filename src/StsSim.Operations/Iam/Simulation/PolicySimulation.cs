using System.Globalization;
using StsSim.Iam.Evaluation;
using StsSim.Iam.Policies;

namespace StsSim.Operations.Iam.Simulation;

/// <summary>Evaluates policies for requests that nobody makes. What is known of such a request is what the simulation was given.</summary>
internal sealed class PolicySimulation
{
    private readonly SimulationInput _input;
    private readonly Principal _principal;
    private readonly List<SimulatedPolicy> _policies = [];
    private readonly PrincipalPolicies _callerPolicies;
    private readonly PolicySet? _resourcePolicy;

    /// <param name="principal">Whom a resource policy would have to name.</param>
    /// <param name="serviceControl"><see langword="null"/> where none limits the principal.</param>
    public PolicySimulation(
        SimulationInput input,
        Principal principal,
        IReadOnlyList<SimulatedPolicy> identity,
        SimulatedPolicy? boundary,
        SimulatedPolicy? resourcePolicy,
        PolicySet? serviceControl)
    {
        _input = input;
        _principal = principal;
        _callerPolicies = new PrincipalPolicies
        {
            Identity = Compile(identity),
            PermissionsBoundary = boundary is null ? null : Compile([boundary]),
            ServiceControl = serviceControl,
        };
        _resourcePolicy = resourcePolicy is null ? null : Compile([resourcePolicy]);
    }

    /// <summary>Whether the principal's account is in an organization.</summary>
    public bool IsInOrganization { get; init; }

    public IEnumerable<SimulationResult> Run() =>
        from action in _input.Actions
        from resource in _input.Resources.Count == 0 ? ["*"] : _input.Resources
        select Evaluate(action, resource);

    private SimulationResult Evaluate(string action, string resource)
    {
        var request = new AccessRequest(_principal, action, resource, _input.Context);
        string owner = _input.OwnerOf(resource, _principal.AccountId);
        ResourcePolicy? resourcePolicy = _resourcePolicy is null ? null : new ResourcePolicy(_resourcePolicy, owner, IsTrustPolicy: false);
        var explanation = new Explanation();
        Decision decision = AccessEvaluation.Evaluate(request, _callerPolicies, resourcePolicy, explanation).Decision;
        return new SimulationResult(
            action,
            resource,
            decision,
            [.. explanation.Statements.Where(statement => Decides(statement, decision)).Select(statement => (PolicyOf(statement), statement.Index))],
            MissingKeys(action, resource),
            IsInOrganization ? _callerPolicies.ServiceControl is not { } control || Allows(control, request) : null,
            _callerPolicies.PermissionsBoundary is { } boundary ? Allows(boundary, request) : null,
            resourcePolicy is null || owner == _principal.AccountId
                ? null
                : [new("IAM Policy", Decide(request, _callerPolicies, null)), new("Resource Policy", Decide(request, null, resourcePolicy))]);
    }

    // A denial stands alone, and silence is nobody's statement (IAM API Reference, EvaluationResult).
    private static bool Decides(MatchedStatement statement, Decision decision) => decision switch
    {
        Decision.Allowed => statement.Statement.Effect == Effect.Allow && statement.Kind is PolicyKind.Identity or PolicyKind.Resource,
        Decision.ExplicitDeny => statement.Statement.Effect == Effect.Deny && statement.Kind != PolicyKind.ServiceControl,
        _ => false,
    };

    private List<string> MissingKeys(string action, string resource) =>
        [.. ContextKeys.Of(_policies.Select(policy => policy.Document), action, resource).Where(key => !_input.Context.Find(key).IsPresent).Select(key => key.Text)];

    private static bool Allows(PolicySet policies, AccessRequest request) =>
        Decide(request, new PrincipalPolicies { Identity = policies }, null) == Decision.Allowed;

    private static Decision Decide(AccessRequest request, PrincipalPolicies? caller, ResourcePolicy? resource) =>
        AccessEvaluation.Evaluate(request, caller, resource).Decision;

    // Two policies may have one id, so statements come back with a number for it.
    private PolicySet Compile(IReadOnlyList<SimulatedPolicy> policies)
    {
        var named = new List<NamedPolicy>();
        foreach (SimulatedPolicy policy in policies)
        {
            named.Add(new NamedPolicy(_policies.Count.ToString(CultureInfo.InvariantCulture), policy.Document));
            _policies.Add(policy);
        }

        return new PolicySet(named);
    }

    private SimulatedPolicy PolicyOf(MatchedStatement statement) => _policies[int.Parse(statement.PolicyName, CultureInfo.InvariantCulture)];
}
