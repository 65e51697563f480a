namespace StsSim.Compatibility.Tests.Replay.Clients;

/// <summary>An error as a client shows it.</summary>
/// <param name="Fault">The kind of error: <c>client</c> or <c>service</c>; <see langword="null"/> where the client does not say.</param>
/// <param name="IsThrottling">Whether the client backs off and tries again; <see langword="null"/> where it never retries, or its rule is not restated here.</param>
internal sealed record ParsedError(string? Code, string? Message, string? RequestId, string? Fault, bool? IsThrottling);
