namespace StsSim.Iam.Evaluation;

/// <summary>Collects every statement that matched a request, in the order of policy kinds, policies and statements.</summary>
public sealed class Explanation
{
    private readonly List<MatchedStatement> _statements = [];

    public IReadOnlyList<MatchedStatement> Statements => _statements;

    internal void Add(MatchedStatement statement) => _statements.Add(statement);
}
