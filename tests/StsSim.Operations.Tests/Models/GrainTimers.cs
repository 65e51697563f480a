using Orleans.Timers;

namespace StsSim.Operations.Tests.Models;

/// <summary>The timers of one activation: each ticks when the model says so, and as a turn of the grain.</summary>
internal sealed class GrainTimers(Activation activation) : ITimerRegistry
{
    private readonly List<GrainTimer> _timers = [];

    public void Tick()
    {
        foreach (GrainTimer timer in _timers.ToArray())
        {
            activation.Tick(timer.TickAsync);
        }
    }

    [Obsolete("As Orleans has it.")]
    public IDisposable RegisterTimer(IGrainContext grainContext, Func<object?, Task> callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        throw new NotSupportedException();

    public IGrainTimer RegisterGrainTimer<TState>(
        IGrainContext grainContext, Func<TState, CancellationToken, Task> callback, TState state, GrainTimerCreationOptions options)
    {
        var timer = new GrainTimer(_timers, () => callback(state, CancellationToken.None));
        _timers.Add(timer);
        return timer;
    }

    private sealed class GrainTimer(List<GrainTimer> timers, Func<Task> callback) : IGrainTimer
    {
        public Task TickAsync() => timers.Contains(this) ? callback() : Task.CompletedTask;

        public void Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose() => timers.Remove(this);
    }
}
