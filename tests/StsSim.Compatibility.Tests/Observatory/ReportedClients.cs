using StsSim.Grains.Abstractions.Observatory;
using StsSim.Operations.Observation;

namespace StsSim.Compatibility.Tests.Observatory;

/// <summary>Reports on clients that nobody has to send a request for.</summary>
internal static class ReportedClients
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    public static ClientReport Report(params ClientGroupReport[] groups) => new(Noon.AddMinutes(1), ClientScope.Everything, AccountId: null, Experiment: null, groups);

    /// <summary>A group that made a hundred calls in ten seconds, with figures of its own beside or instead of these.</summary>
    public static ClientGroupReport Group(string sdk, string? mode = "standard", params (ClientFigure Figure, double Value)[] figures)
    {
        var values = new double?[Enum.GetValues<ClientFigure>().Length];
        foreach ((ClientFigure figure, double value) in ((ClientFigure, double)[])[
            (ClientFigure.Clients, 1), (ClientFigure.Requests, 100), (ClientFigure.Attempts, 100), (ClientFigure.Invocations, 100), (ClientFigure.Ok, 100),
            (ClientFigure.Succeeded, 100), (ClientFigure.GivenUp, 0), (ClientFigure.Amplification, 1), (ClientFigure.SuccessRate, 1), .. figures])
        {
            values[(int)figure] = value;
        }

        return new ClientGroupReport
        {
            Group = new ClientGroup("123456789012", ApplicationId: null, sdk, "1.0", Language: null, mode, IsInferred: false),
            FirstSeen = Noon,
            LastSeen = Noon.AddSeconds(10),
            Figures = new ClientFigures(values),
            Phases = [],
            AttemptsPerInvocation = [100, 0, 0],
            Codes = [],
            Operations = [new("GetCallerIdentity", 100)],
            Delays = [],
            ExpectedDelays = [],
            Backoff = [],
            Description = "Made 100 calls, none of which had to be retried.",
            Verdicts = [],
            Timeline = [new LoadSlot(Noon, 1, 100, 100, 0, 0, 100, 100, 0, 0), new LoadSlot(Noon.AddSeconds(9), 1, 0, 0, 0, 0, 0, 0, 0, 0)],
            RefreshesByLifeLeft = new long[11],
        };
    }

    public static Verdict Verdict(string rule, VerdictOutcome outcome, params ReconstructedInvocation[] exemplars) =>
        new(rule, outcome, Generation: null, $"what {rule} asks", $"what {rule} saw", $"What {rule} means.", "a source", 42, exemplars);

    /// <summary>A call that was throttled, tried again after half a second, and went well.</summary>
    public static ReconstructedInvocation Retried(string principal = "arn:aws:iam::123456789012:user/alice") => new(
        Guid.Empty,
        new ObservedClient(principal, Source: null),
        "GetCallerIdentity",
        Noon,
        MaximumAttempts: 3,
        Succeeded: true,
        GaveUp: null,
        Segment: null,
        [
            new ReconstructedAttempt(1, TimeSpan.Zero, TimeSpan.FromMilliseconds(4), WaitedMs: null, AttemptOutcome.Throttled, "Throttling", 400, "busy", ThrottledBy: null, RetryAfterMs: 300),
            new ReconstructedAttempt(2, TimeSpan.FromMilliseconds(504), TimeSpan.FromMilliseconds(6), WaitedMs: 500, AttemptOutcome.Ok, "OK", 200, FaultId: null, ThrottledBy: null, RetryAfterMs: 0),
        ]);
}
