namespace StsSim.Iam.Policies;

/// <summary>A parsed policy.</summary>
/// <param name="UsesVariables">Whether a resource holds a policy variable such as <c>${aws:username}</c>.</param>
public sealed record PolicyDocument(IReadOnlyList<Statement> Statements, bool UsesVariables)
{
    public bool HasConditions => Statements.Any(statement => statement.HasConditions);
}
