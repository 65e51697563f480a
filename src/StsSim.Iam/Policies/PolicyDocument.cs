namespace StsSim.Iam.Policies;

/// <summary>A parsed policy.</summary>
/// <param name="Version">As written, or <see langword="null"/>, which means <c>2008-10-17</c>.</param>
/// <param name="Id">Its id, or <see langword="null"/>.</param>
public sealed record PolicyDocument(string? Version, string? Id, IReadOnlyList<Statement> Statements)
{
    /// <summary>The version that knows policy variables; in an older one <c>${…}</c> is plain text.</summary>
    internal const string VersionWithVariables = "2012-10-17";

    public bool HasConditions => Statements.Any(statement => statement.HasConditions);

    /// <summary>Whether a resource holds a policy variable such as <c>${aws:username}</c>.</summary>
    public bool UsesVariables =>
        Statements.Any(statement => statement.Resources?.Patterns.Any(pattern => pattern.Text.Contains("${", StringComparison.Ordinal)) ?? false);

    internal bool KnowsVariables => Version == VersionWithVariables;

    /// <summary>The policy as compact JSON; parsing it gives a policy that prints the same.</summary>
    public string ToJson() => PolicyWriter.Write(this);
}
