namespace StsSim.Compatibility.Tests.Wire;

/// <summary>What a client signs with.</summary>
public sealed record ClientKey(string AccessKeyId, string SecretAccessKey, string? SessionToken = null);
