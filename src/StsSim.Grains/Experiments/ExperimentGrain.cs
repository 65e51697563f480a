using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Experiments;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Grains.Gateways;

namespace StsSim.Grains.Experiments;

/// <remarks>
/// When a phase is due follows from the time the experiment started at, which is durable, so whichever silo wakes the
/// grain goes on where the clock says. A phase is noted before it is laid: woken in between, the grain lays it once more.
/// </remarks>
internal sealed partial class ExperimentGrain(
    [PersistentState("experiment", StorageNames.Provider)] IPersistentState<ExperimentRecord> record,
    [PersistentState("experiment-figures", StorageNames.Provider)] IPersistentState<ExperimentFigures> figures,
    [FromKeyedServices(SimulatedTime.Key)] TimeProvider time,
    GatewayBroadcast gateways,
    ILogger<ExperimentGrain> logger) : Grain, IExperimentGrain
{
    private const string AccountGone = "its account is no more";

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    // What the loss of a silo may cost in figures. A write costs some ten kilobytes.
    private const int RoundsPerWrite = 20;

    private ExperimentScope? _scope;
    private IGrainTimer? _timer;
    private bool _mustLay;
    private bool _figuresChanged;
    private int _round;

    private string Id => this.GetPrimaryKeyString();

    private bool IsRunning => record.State is { Definition: not null, State: ExperimentState.Running };

    private ExperimentScope Scope => _scope ??= new ExperimentScope(GrainFactory, record.State.Definition!.AccountId);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (IsRunning)
        {
            _mustLay = true;
            KeepTime();
        }

        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_figuresChanged)
        {
            await figures.WriteStateAsync(cancellationToken);
        }
    }

    public async Task<ExperimentSummary?> Start(ExperimentDefinition definition)
    {
        if (record.State.Definition is not null)
        {
            return Summary();
        }

        TimeSpan width = TimelineGrid.WidthFor(definition);
        figures.State.Phases = [.. definition.Phases.Select(phase => new PhaseTally { Slots = new ServedCounts[TimelineGrid.CountFor(phase, width)] })];
        record.State.Definition = definition;
        record.State.State = ExperimentState.Running;
        record.State.StartedAt = time.GetUtcNow();
        record.State.PhaseStarts = new DateTimeOffset?[definition.Phases.Count];
        await StoreAsync(figures.WriteStateAsync);
        await BeginAsync(phase: 0);
        if (IsRunning)
        {
            KeepTime();
            return Summary();
        }

        await ForgetAsync();
        return null;
    }

    public ValueTask<ExperimentSummary?> Watch() => ValueTask.FromResult(record.State.Definition is null ? null : Summary());

    public async Task<ExperimentReport?> GetReport()
    {
        if (record.State.Definition is null)
        {
            return null;
        }

        await gateways.ToAll(gateway => gateway.FlushLedgers());
        await MeasureClientsAsync();
        return new ReportWriter(Id, record.State, figures.State, time.GetUtcNow()).Write();
    }

    public async Task<bool> Stop(string reason)
    {
        if (!IsRunning)
        {
            return false;
        }

        await EndAsync(ExperimentState.Stopped, reason);
        return true;
    }

    public Task Record(IReadOnlyList<ServedBatch> batches)
    {
        if (record.State.Definition is not null)
        {
            foreach (ServedBatch batch in batches)
            {
                figures.State.Add(batch);
            }

            _figuresChanged = true;
            KeepTime(); // what comes after the end is kept, too
        }

        return Task.CompletedTask;
    }

    public async Task<bool> Clear()
    {
        if (IsRunning)
        {
            return false;
        }

        await ForgetAsync();
        return true;
    }

    private void KeepTime() => _timer ??= this.RegisterGrainTimer(TickAsync, new GrainTimerCreationOptions(Interval, Interval));

    private async Task TickAsync(CancellationToken cancellationToken)
    {
        try
        {
            await GoOnAsync();
            if (_figuresChanged && ++_round % RoundsPerWrite == 0)
            {
                await StoreFiguresAsync();
            }
        }
        catch (Exception e)
        {
            NotGoneOn(e, Id); // the next round tries again
        }

        if (!IsRunning && !_figuresChanged)
        {
            _timer?.Dispose();
            _timer = null;
        }
    }

    private async Task GoOnAsync()
    {
        if (!IsRunning)
        {
            return;
        }

        ExperimentDefinition definition = record.State.Definition!;
        TimeSpan elapsed = time.GetUtcNow() - record.State.StartedAt;
        if (elapsed >= definition.Duration)
        {
            await EndAsync(ExperimentState.Completed, reason: null);
            return;
        }

        int due = Enumerable.Range(0, definition.Phases.Count).Last(phase => definition.StartOf(phase) <= elapsed);
        if (record.State.PhaseStarts[due] is null)
        {
            await BeginAsync(due);
        }
        else if (_mustLay)
        {
            await LayAsync(due);
        }
    }

    private async Task BeginAsync(int phase)
    {
        record.State.PhaseStarts[phase] = time.GetUtcNow();
        await StoreAsync(record.WriteStateAsync);
        _mustLay = true;
        await LayAsync(phase);
        await FlushAsync(); // what was answered before is of the phase before
        PhaseBegun(Id, record.State.Definition!.Phases[phase].Name);
    }

    private async Task LayAsync(int phase)
    {
        if (await Scope.FindAsync() is { } lying && lying.ExperimentId == Id && lying.Index == phase)
        {
            _mustLay = false; // laid once more, its faults would begin anew
            return;
        }

        PhaseDefinition definition = record.State.Definition!.Phases[phase];
        TimeSpan width = TimelineGrid.WidthFor(record.State.Definition);
        bool laid = await Scope.LayAsync(new ExperimentPhase
        {
            ExperimentId = Id,
            Index = phase,
            Name = definition.Name,
            Seed = record.State.Definition.Seed,
            Faults = definition.Faults,
            Clock = definition.Clock,
            Quotas = definition.Quotas,
            StartedAt = record.State.PhaseStarts[phase]!.Value,
            SlotWidth = width,
            SlotCount = TimelineGrid.CountFor(definition, width),
        });
        _mustLay = false;
        if (!laid)
        {
            await EndAsync(ExperimentState.Stopped, AccountGone);
        }
    }

    // Taken away first: who reads that it has ended finds everything as it was before.
    private async Task EndAsync(ExperimentState state, string? reason)
    {
        await Scope.ClearAsync(Id);
        record.State.State = state;
        record.State.StoppedBecause = reason;
        record.State.EndedAt = time.GetUtcNow();
        await StoreAsync(record.WriteStateAsync);
        await FlushAsync();
        await MeasureClientsAsync();
        ExperimentEnded(Id, state, reason ?? "its time is over");
    }

    // Kept, for the observatory forgets; asked again, for it takes its time to know that clients gave up.
    private async Task MeasureClientsAsync()
    {
        foreach ((int expectation, WorstGroup worst) in await new ClientMeasuring(GrainFactory, Id, record.State.Definition!).AskAsync())
        {
            if (figures.State.Clients.GetValueOrDefault(expectation) != worst)
            {
                figures.State.Clients[expectation] = worst;
                _figuresChanged = true;
                KeepTime();
            }
        }
    }

    private async Task FlushAsync()
    {
        await gateways.ToAll(gateway => gateway.FlushLedgers());
        if (_figuresChanged)
        {
            await StoreFiguresAsync();
        }
    }

    private async Task StoreFiguresAsync()
    {
        _figuresChanged = false; // what is told while they are written is for the next time
        await StoreAsync(figures.WriteStateAsync);
    }

    private async Task ForgetAsync()
    {
        _figuresChanged = false;
        await StoreAsync(figures.ClearStateAsync);
        await StoreAsync(record.ClearStateAsync);
        DeactivateOnIdle();
    }

    // After a failed write nobody knows what storage holds: the next activation asks it.
    private async Task StoreAsync(Func<Task> write)
    {
        try
        {
            await write();
        }
        catch
        {
            _figuresChanged = false;
            DeactivateOnIdle();
            throw;
        }
    }

    private ExperimentSummary Summary()
    {
        ExperimentDefinition definition = record.State.Definition!;
        return new ExperimentSummary(
            Id, definition.Name, definition.Seed, definition.AccountId, record.State.State, record.State.StartedAt, record.State.EndedAt);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Experiment {Id} is in phase {Phase}")]
    private partial void PhaseBegun(string id, string phase);

    [LoggerMessage(Level = LogLevel.Information, Message = "Experiment {Id} has ended: {State}, {Reason}")]
    private partial void ExperimentEnded(string id, ExperimentState state, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Experiment {Id} could not go on; it is tried again")]
    private partial void NotGoneOn(Exception exception, string id);
}
