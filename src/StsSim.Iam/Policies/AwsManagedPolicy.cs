namespace StsSim.Iam.Policies;

/// <summary>A policy that AWS keeps for all accounts.</summary>
public sealed class AwsManagedPolicy
{
    private readonly Lazy<string> _document;

    internal AwsManagedPolicy(Func<string> document) => _document = new Lazy<string>(document);

    public required string Name { get; init; }

    /// <summary>Begins and ends with a slash, e.g. <c>/service-role/</c>.</summary>
    public required string Path { get; init; }

    public required string Arn { get; init; }

    /// <summary><c>ANPA…</c>.</summary>
    public required string PolicyId { get; init; }

    public string? Description { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the version in force was published.</summary>
    public DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The version in force, e.g. <c>v12</c>, and the only one that is known here.</summary>
    public required string DefaultVersionId { get; init; }

    /// <summary>The JSON document, read when it is first asked for.</summary>
    public string Document => _document.Value;
}
