namespace StsSim.Compatibility.Tests.Clients;

/// <summary>An SDK or a tool of another language, which calls STS when told to.</summary>
public abstract class StsClient : IAsyncLifetime
{
    /// <summary>Why it cannot be used here, with what to do about it; <see langword="null"/> where it can.</summary>
    public string? MissingBecause { get; protected set; }

    /// <summary>Finds out whether it is installed, and starts it.</summary>
    public abstract ValueTask InitializeAsync();

    public abstract ValueTask DisposeAsync();

    public abstract Task<ClientAnswer> CallAsync(Uri endpoint, ClientCall call);

    /// <summary>The same in a process of its own, with variables in its environment.</summary>
    public abstract Task<ClientAnswer> CallAsync(Uri endpoint, ClientCall call, IReadOnlyDictionary<string, string> environment);

    /// <summary>Whether it tries again after a refusal; <see langword="null"/> where nothing is said of that.</summary>
    public virtual bool? Retries(ExpectedRefusal refusal) => refusal.IsRetried;

    /// <summary>The class it raises for a refusal, and the code it tells.</summary>
    public abstract (string ErrorType, string Code) Raises(ExpectedRefusal refusal);
}
