namespace StsSim.LoadTests.Clients;

/// <summary>Makes the logical calls of one client group, and retries them in the group's way.</summary>
internal interface ICaller : IDisposable
{
    /// <summary>Makes one logical call; the outcome is a value, whatever was thrown.</summary>
    /// <param name="name">What the session asked for is to be called, where the operation asks for one.</param>
    Task<InvocationOutcome> InvokeAsync(string name, IWireWatcher watcher, CancellationToken cancellationToken);
}
