namespace StsSim.Operations.Iam.Policies;

/// <param name="VersionId">e.g. <c>v2</c>.</param>
/// <param name="Document">Reads the JSON document.</param>
internal sealed record ManagedPolicyVersion(string VersionId, bool IsDefault, DateTimeOffset CreatedAt, Func<string> Document);
