using StsSim.Iam.Evaluation.Patterns;
using StsSim.Iam.Policies;

namespace StsSim.Iam.Evaluation;

/// <summary>The condition keys that policies look at: those of their conditions and those that stand as policy variables.</summary>
public static class ContextKeys
{
    /// <summary>Each key once, in the order of the statements and of their elements, as it is first written.</summary>
    public static IReadOnlyList<ConditionKey> Of(IEnumerable<PolicyDocument> policies) =>
        Distinct(policies.SelectMany(policy => policy.Statements.SelectMany(statement => Of(policy, statement))));

    /// <summary>The keys of those statements that may speak of a request: whose action matches, and whose resource does or holds a variable.</summary>
    public static IReadOnlyList<ConditionKey> Of(IEnumerable<PolicyDocument> policies, string action, string resource) => Distinct(policies.SelectMany(
        policy => policy.Statements
            .Where(statement => statement.Actions.Matches(action) && MayMatch(policy, statement.Resources, resource))
            .SelectMany(statement => Of(policy, statement))));

    private static bool MayMatch(PolicyDocument policy, PatternList? resources, string resource) =>
        resources is null
        || resources.Matches(resource)
        || (policy.KnowsVariables && resources.Patterns.Any(pattern => Variables(pattern.Text).Any()));

    private static IEnumerable<ConditionKey> Of(PolicyDocument policy, Statement statement)
    {
        IEnumerable<string> resources = statement.Resources?.Patterns.Select(pattern => pattern.Text) ?? [];
        IEnumerable<ConditionKey> variables = policy.KnowsVariables ? resources.SelectMany(Variables) : [];
        return variables.Concat(statement.Conditions.SelectMany(condition =>
            (policy.KnowsVariables ? condition.Values.SelectMany(Variables) : []).Prepend(ConditionKey.Parse(condition.Key))));
    }

    private static IEnumerable<ConditionKey> Variables(string text) => PolicyVariables.Split(text).Select(segment => segment.Variable).OfType<ConditionKey>();

    private static IReadOnlyList<ConditionKey> Distinct(IEnumerable<ConditionKey> keys) => [.. keys.Distinct()];
}
