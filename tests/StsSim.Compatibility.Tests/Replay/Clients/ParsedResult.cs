namespace StsSim.Compatibility.Tests.Replay.Clients;

/// <summary>What a client hands to its caller.</summary>
/// <param name="Members">The text of each leaf by its path, such as <c>Credentials.AccessKeyId</c>.</param>
/// <param name="Expiration">The one timestamp a result has, as the client's date parser reads it.</param>
/// <param name="RequestId">The request id where the client shows one.</param>
internal sealed record ParsedResult(IReadOnlyDictionary<string, string> Members, DateTimeOffset? Expiration, string? RequestId)
{
    public override string ToString() => string.Join(", ", Members.Keys); // the values are credentials
}
