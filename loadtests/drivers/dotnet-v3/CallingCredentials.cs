using Amazon.Runtime;

namespace StsSim.LoadTests.DotNetV3Driver;

/// <summary>Signs each request with what its call is to be signed with, so that all calls share one client and its quota.</summary>
internal sealed class CallingCredentials(AWSCredentials own) : AWSCredentials
{
    private static readonly AsyncLocal<AWSCredentials?> Flow = new();

    /// <summary>Of the calls that this asynchronous flow makes; <see langword="null"/> where the client's own sign them.</summary>
    public static AWSCredentials? Current
    {
        get => Flow.Value;
        set => Flow.Value = value;
    }

    public override ImmutableCredentials GetCredentials() => (Current ?? own).GetCredentials();

    public override Task<ImmutableCredentials> GetCredentialsAsync() => (Current ?? own).GetCredentialsAsync();
}
