using Amazon.Runtime;

namespace StsSim.LoadTests.Clients.Fleets;

/// <summary>Signs each call with the session its caller holds, which travels with the asynchronous flow: so one SDK client serves a fleet.</summary>
internal sealed class SessionInUse : AWSCredentials
{
    private static readonly AsyncLocal<ImmutableCredentials?> Flow = new();

    public static void Set(ImmutableCredentials session) => Flow.Value = session;

    public override ImmutableCredentials GetCredentials() =>
        Flow.Value ?? throw new InvalidOperationException("The call is nobody's.");
}
