using StsSim.Grains.Abstractions.Observatory;
using StsSim.Grains.Observatory;

namespace StsSim.Grains.Tests.Observatory;

/// <summary>A group of clients whose requests a test makes up, and the analysis that is told of them.</summary>
internal sealed class SeenClients
{
    public static readonly DateTimeOffset Start = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    public static readonly ClientGroup Standard = new("123456789012", "app", "Boto3", "1.43.11", "python", "standard", IsInferred: false);

    public static readonly ClientGroup WithoutIds = new("123456789012", ApplicationId: null, "curl", "8.0", Language: null, RetryMode: null, IsInferred: true);

    private readonly List<ObservedClient> _clients = [];
    private readonly List<ObservedSegment> _segments = [];
    private readonly List<ObservedAttempt> _attempts = [];

    public SeenClients(ClientGroup? group = null)
    {
        Group = group ?? Standard;
        Analysis = new ClientGroupAnalysis(Group, Budget);
    }

    public ClientGroup Group { get; }

    public OpenInvocationBudget Budget { get; } = new();

    public ClientGroupAnalysis Analysis { get; }

    /// <summary>A request that arrives so many milliseconds after the start.</summary>
    public SeenClients See(
        Guid invocation,
        int attempt,
        double atMs,
        string code = "OK",
        AttemptOutcome? outcome = null,
        double durationMs = 1,
        int max = 3,
        string principal = "arn:aws:iam::123456789012:user/a",
        string source = "10.0.0.1",
        string operation = "AssumeRole",
        ulong fingerprint = 1,
        int retryAfterMs = 0,
        bool isAws = true,
        TimeSpan? session = null,
        ObservedSegment? phase = null,
        string? fault = null)
    {
        _attempts.Add(new ObservedAttempt
        {
            Client = IndexOf(_clients, new ObservedClient(principal, source)),
            Segment = phase is null ? -1 : IndexOf(_segments, phase),
            Invocation = invocation,
            Fingerprint = fingerprint,
            Attempt = attempt,
            MaximumAttempts = max,
            Operation = operation,
            Code = code,
            Status = code == "OK" ? 200 : code.StartsWith("Internal", StringComparison.Ordinal) ? 500 : 400,
            Outcome = outcome ?? OutcomeOf(code),
            ArrivedAt = Start.AddMilliseconds(atMs).UtcTicks,
            Duration = TimeSpan.FromMilliseconds(durationMs).Ticks,
            FaultId = fault,
            RetryAfterMs = retryAfterMs,
            IsAwsRetryAfter = isAws,
            SessionExpiresAt = session is { } life ? (Start.AddMilliseconds(atMs) + life).UtcTicks : 0,
            SessionSubject = session is null ? 0 : fingerprint,
        });
        return this;
    }

    /// <summary>Tells the analysis what was seen since it was last told, so many milliseconds after the start.</summary>
    public SeenClients Tell(double atMs)
    {
        Analysis.Record(new ObservedBatch(Group, [.. _clients], [.. _segments], [.. _attempts], Dropped: 0), TicksAt(atMs));
        _clients.Clear();
        _segments.Clear();
        _attempts.Clear();
        return this;
    }

    public ClientGroupReport ReportAt(double atMs, ClientScope? scope = null) =>
        Analysis.Report(scope ?? ClientScope.Everything, TicksAt(atMs)) ?? throw new InvalidOperationException("Nothing was seen.");

    public double? FigureAt(double atMs, ClientFigure figure, ClientScope? scope = null) => ReportAt(atMs, scope).Figures[figure];

    public static long TicksAt(double ms) => Start.AddMilliseconds(ms).UtcTicks;

    private static int IndexOf<T>(List<T> list, T item)
    {
        int index = list.IndexOf(item);
        if (index < 0)
        {
            list.Add(item);
        }

        return index < 0 ? list.Count - 1 : index;
    }

    private static AttemptOutcome OutcomeOf(string code) => code switch
    {
        "OK" => AttemptOutcome.Ok,
        "Throttling" => AttemptOutcome.Throttled,
        "InternalFailure" => AttemptOutcome.ServerError,
        _ => AttemptOutcome.ClientError,
    };
}
