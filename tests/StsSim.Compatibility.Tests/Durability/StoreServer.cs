namespace StsSim.Compatibility.Tests.Durability;

/// <summary>A server of a test's own that keeps a simulator's state.</summary>
internal abstract class StoreServer : IAsyncDisposable
{
    /// <summary>The setting that takes <see cref="Connection"/>, e.g. <c>Redis</c>.</summary>
    public abstract string Setting { get; }

    public abstract string Connection { get; }

    /// <summary>Starts one; where it is not installed the test is skipped, and says so.</summary>
    public static async Task<StoreServer> StartAsync(StoreKind kind) => kind == StoreKind.Redis ? await RedisServer.StartAsync() : await PostgresServer.StartAsync();

    /// <summary>Ends it, as a power cut would; what it acknowledged is on disk.</summary>
    public abstract Task KillAsync();

    /// <summary>Starts it again where it was, with what it had.</summary>
    public abstract Task StartAgainAsync();

    public abstract ValueTask DisposeAsync();
}
