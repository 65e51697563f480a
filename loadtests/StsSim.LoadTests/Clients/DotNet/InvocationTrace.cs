namespace StsSim.LoadTests.Clients.DotNet;

/// <summary>
/// What one logical call did on the wire. The SDK offers no way from a call to its requests, so the trace travels
/// with the asynchronous flow down to <see cref="AttemptObserver"/>.
/// </summary>
internal sealed class InvocationTrace(IWireWatcher watcher)
{
    private static readonly AsyncLocal<InvocationTrace?> Flow = new();

    private readonly Lock _gate = new();
    private readonly HashSet<(string InvocationId, int Attempt)> _attempts = [];
    private readonly HashSet<string> _calls = [];

    public static InvocationTrace? Current
    {
        get => Flow.Value;
        set => Flow.Value = value;
    }

    /// <summary>Distinct calls by the client's own numbering; a provider of credentials makes none while it holds some.</summary>
    public int Calls => _calls.Count;

    /// <summary>Distinct attempts by the client's own numbering.</summary>
    public int Attempts { get; private set; }

    /// <summary>Requests on the wire; above <see cref="Attempts"/> when the transport repeated one.</summary>
    public int Sends { get; private set; }

    public int Throttles { get; private set; }

    public bool LastAnswerWasThrottling { get; private set; }

    public void Sent(string invocationId, int attempt)
    {
        lock (_gate)
        {
            Sends++;
            _calls.Add(invocationId);
            if (_attempts.Add((invocationId, attempt)))
            {
                Attempts++;
            }
        }

        watcher.RequestSent();
    }

    public void Answered(string? errorCode)
    {
        bool throttled = ThrottlingCodes.Contains(errorCode);
        lock (_gate)
        {
            LastAnswerWasThrottling = throttled;
            Throttles += throttled ? 1 : 0;
        }

        if (throttled)
        {
            watcher.RequestThrottled();
        }
    }
}
