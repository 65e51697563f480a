using StsSim.Iam.Evaluation.Conditions;
using StsSim.Iam.Evaluation.Patterns;
using StsSim.Iam.Policies;

namespace StsSim.Iam.Evaluation;

/// <summary>One statement, compiled, that knows where it comes from.</summary>
internal sealed class CompiledStatement
{
    private readonly CompiledPrincipals? _principals;
    private readonly TextPatternList _actions;
    private readonly TextPatternList? _resources;
    private readonly CompiledCondition[] _conditions;

    /// <param name="variables">Whether <c>${…}</c> is a policy variable.</param>
    public CompiledStatement(string policyName, int index, Statement source, bool variables)
    {
        PolicyName = policyName;
        Index = index;
        Source = source;
        _principals = source.Principals is null ? null : new CompiledPrincipals(source.Principals);
        _actions = new TextPatternList(source.Actions, variables: false);
        _resources = source.Resources is null ? null : new TextPatternList(source.Resources, variables);
        _conditions = [.. source.Conditions.Select(condition => CompiledCondition.Compile(condition, variables))];
    }

    public string PolicyName { get; }

    public int Index { get; }

    public Statement Source { get; }

    /// <summary>How the statement of a resource policy names the caller; one without principals names nobody.</summary>
    public PrincipalMatch Names(Principal principal) => _principals?.Match(principal) ?? PrincipalMatch.None;

    /// <summary>Whether action, resource and conditions match. Conditions come last: they may have to look things up.</summary>
    public bool Covers(in AccessRequest request)
    {
        if (!_actions.Matches(request.Action, request.Context) || _resources?.Matches(request.Resource, request.Context) == false)
        {
            return false;
        }

        foreach (CompiledCondition condition in _conditions)
        {
            if (!condition.Holds(request.Context))
            {
                return false;
            }
        }

        return true;
    }
}
