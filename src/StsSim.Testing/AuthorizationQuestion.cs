using System.Text.Json.Nodes;

namespace StsSim.Testing;

/// <summary>May this caller do <paramref name="Action"/> to <paramref name="Resource"/>? Name the caller by one of its two keys.</summary>
/// <param name="Action">E.g. <c>s3:GetObject</c>.</param>
/// <param name="Resource">An ARN.</param>
public sealed record AuthorizationQuestion(string Action, string Resource)
{
    /// <summary>The caller's long-term key.</summary>
    public string? AccessKeyId { get; init; }

    /// <summary>The caller's session.</summary>
    public string? SessionToken { get; init; }

    /// <summary>Condition keys, e.g. <c>aws:SourceIp</c>, beside those the caller brings.</summary>
    public IReadOnlyDictionary<string, string> Context { get; init; } = new Dictionary<string, string>();

    /// <summary>The policy of the resource, JSON, where it has one.</summary>
    public string? ResourcePolicy { get; init; }

    public override string ToString() => $"{Action} on {Resource}"; // a session token stays out of test output

    internal object ToBody() => new
    {
        AccessKeyId,
        SessionToken,
        Action,
        Resource,
        Context,
        ResourcePolicy = ResourcePolicy is null ? null : JsonNode.Parse(ResourcePolicy),
    };
}
