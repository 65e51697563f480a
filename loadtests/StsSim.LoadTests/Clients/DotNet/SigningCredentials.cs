using Amazon.Runtime;

namespace StsSim.LoadTests.Clients.DotNet;

/// <summary>Signs each request with what it asks for, which travels with the asynchronous flow: so one SDK client serves many sessions, and has one retry quota and one rate limit as in life.</summary>
internal sealed class SigningCredentials(AWSCredentials own) : AWSCredentials
{
    private static readonly AsyncLocal<AWSCredentials?> Flow = new();

    /// <summary>Of the requests from here on; <see langword="null"/> for the client's own.</summary>
    public static void Set(AWSCredentials? credentials) => Flow.Value = credentials;

    public override ImmutableCredentials GetCredentials() => (Flow.Value ?? own).GetCredentials();

    public override Task<ImmutableCredentials> GetCredentialsAsync() => (Flow.Value ?? own).GetCredentialsAsync();
}
