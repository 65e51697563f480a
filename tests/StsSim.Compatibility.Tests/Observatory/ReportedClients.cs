using StsSim.Grains.Abstractions.Experiments;
using StsSim.Grains.Abstractions.Observatory;
using StsSim.Operations.Observation;

namespace StsSim.Compatibility.Tests.Observatory;

/// <summary>Reports on clients that nobody has to send a request for.</summary>
internal static class ReportedClients
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    public static ClientReport Report(params ClientGroupReport[] groups) => new(Noon.AddMinutes(1), ClientScope.Everything, AccountId: null, Experiment: null, groups);

    public static ClientReport In(ExperimentReport experiment, params ClientGroupReport[] groups) =>
        new(Noon.AddMinutes(1), new ClientScope(experiment.Id, Phase: null), AccountId: null, experiment, groups);

    /// <summary>An experiment of phases of two seconds each, that ran to its end.</summary>
    public static ExperimentReport Experiment(params (string Name, double? TimeToRecover)[] phases)
    {
        PhaseDefinition[] definitions = [.. phases.Select(phase => new PhaseDefinition { Name = phase.Name, Duration = TimeSpan.FromSeconds(2) })];
        return new ExperimentReport
        {
            Id = "experiment-1",
            Definition = new ExperimentDefinition { Name = "storm", Seed = 7, Phases = definitions },
            State = ExperimentState.Completed,
            StoppedBecause = null,
            StartedAt = Noon,
            EndsAt = Noon.AddSeconds(2 * phases.Length),
            Phase = null,
            Phases =
            [
                .. phases.Select((phase, number) => new ReportedPhase(
                    definitions[number], PhaseState.Completed, Noon.AddSeconds(2 * number), Noon.AddSeconds(2 * (number + 1)), FiguresOf(phase.TimeToRecover))),
            ],
            Figures = FiguresOf(timeToRecover: null),
            Expectations = [],
            Timeline = [],
            SlotWidth = TimeSpan.FromSeconds(1),
        };
    }

    /// <summary>What a group did in a phase of that.</summary>
    public static PhaseOfGroup Phase(string name, double timeToRecover) => new(
        new ObservedSegment("experiment-1", Phase: 0, name), Noon, Noon.AddSeconds(2), Group("x", figures: (ClientFigure.TimeToRecoverSeconds, timeToRecover)).Figures);

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

    private static PhaseFigures FiguresOf(double? timeToRecover) => new()
    {
        Requests = 10,
        Ok = 10,
        Throttled = 0,
        ClientErrors = 0,
        ServerErrors = 0,
        Abandoned = 0,
        Faulted = 0,
        OfferedPerSecond = 5,
        GoodputPerSecond = 5,
        SuccessRate = 1,
        ThrottledRate = 0,
        ErrorRate = 0,
        FirstAttempts = 10,
        Retries = 0,
        Amplification = 1,
        P50Ms = 1,
        P90Ms = 1,
        P99Ms = 1,
        MaxMs = 1,
        TimeToRecoverSeconds = timeToRecover,
    };
}
