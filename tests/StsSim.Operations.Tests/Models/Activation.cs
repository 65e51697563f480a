using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Concurrency;
using Orleans.Timers;

namespace StsSim.Operations.Tests.Models;

/// <summary>A real grain at work: one turn after the other, but for what interleaves, until it goes or its silo is killed.</summary>
internal sealed class Activation
{
    // Grains take their context from here when they are made, and from nowhere else.
    private static readonly FieldInfo ContextField = typeof(Grain).Assembly.GetType("Orleans.Runtime.RuntimeContext", throwOnError: true)!
        .GetField("_threadLocalContext", BindingFlags.NonPublic | BindingFlags.Static)!;

    private readonly ModelSilo _silo;
    private readonly (Type Kind, string Key) _id;
    private readonly HashSet<TaskCompletionSource<object?>> _calls = [];
    private readonly TaskCompletionSource _gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly GrainTimers _timers;
    private readonly Grain _grain;
    private readonly Task _activated;
    private Task _turns = Task.CompletedTask;
    private int _running;
    private bool _isLeaving;

    public Activation(ModelSilo silo, (Type Kind, string Key) id, Func<Activation, Grain> create)
    {
        (_silo, _id, _timers) = (silo, id, new GrainTimers(this));
        Factory = silo.FactoryOf(Life);
        ServiceProvider services = new ServiceCollection()
            .AddSingleton(InterfaceProxy.Of<IGrainRuntime>((method, _) => AnswerRuntime(method)))
            .AddSingleton(InterfaceProxy.Of<IReminderRegistry>((_, _) => Task.FromResult<IGrainReminder>(null!)))
            .BuildServiceProvider();
        var grainId = GrainId.Create(id.Kind.Name, id.Key);
        ContextField.SetValue(null, InterfaceProxy.Of<IGrainContext>((method, _) => method.Name switch
        {
            "get_" + nameof(IGrainContext.GrainId) => grainId,
            "get_" + nameof(IGrainContext.ActivationServices) => services,
            _ => throw new NotSupportedException(method.Name),
        }));
        _grain = create(this);
        ContextField.SetValue(null, null);
        _activated = ActivateAsync();
    }

    public Life Life { get; } = new();

    /// <summary>As the grain reaches others.</summary>
    public IGrainFactory Factory { get; }

    /// <summary>State as storage has it.</summary>
    public DurableState<T> Load<T>(string name, Func<T, T> copy)
        where T : class, new()
    {
        var state = new DurableState<T>(_silo, $"{name} of {_id.Kind.Name} {_id.Key}", Life, copy);
        state.ReadStateAsync();
        return state;
    }

    /// <summary>Whoever called learns that the silo is no more; what it did not send before, it sends no more.</summary>
    public void Kill(bool goesOnWriting)
    {
        Life.End(goesOnWriting);
        foreach (TaskCompletionSource<object?> call in _calls)
        {
            call.TrySetException(new SiloUnavailableException("The silo was killed."));
        }
    }

    /// <summary>Goes when it is idle.</summary>
    public void Deactivate()
    {
        if (!_isLeaving)
        {
            _isLeaving = true;
            if (_running == 0)
            {
                _ = LeaveAsync();
            }
        }
    }

    /// <summary>Lets every timer of the grain tick once.</summary>
    public void TickTimers() => _timers.Tick();

    /// <summary>Has a timer's callback take a turn.</summary>
    public void Tick(Func<Task> callback) => _ = TakeTurnAsync(async () =>
    {
        await callback();
        return null;
    });

    public async Task<object?> CallAsync(MethodInfo method, object?[] args)
    {
        var answer = new TaskCompletionSource<object?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _calls.Add(answer);
        _ = AnswerAsync();
        return await answer.Task;

        async Task AnswerAsync()
        {
            try
            {
                answer.TrySetResult(await RunAsync(method, args));
            }
            catch (Exception e)
            {
                answer.TrySetException(e);
            }

            _calls.Remove(answer);
        }
    }

    private async Task<object?> RunAsync(MethodInfo method, object?[] args)
    {
        await _activated;
        object? result = _gone;
        if (!method.IsDefined(typeof(AlwaysInterleaveAttribute)))
        {
            result = await TakeTurnAsync(() => InvokeAsync(method, args));
        }
        else if (!_isLeaving)
        {
            result = await CountAsync(() => InvokeAsync(method, args));
        }

        if (result != _gone)
        {
            return result;
        }

        await _gone.Task;
        if (Life.IsOver)
        {
            throw new SiloUnavailableException("The silo is taken for dead: what it hands on, nobody takes.");
        }

        return await _silo.DispatchAsync(_id.Kind, _id.Key, method, args);
    }

    // What the turn came to, or _gone where the grain left before.
    private async Task<object?> TakeTurnAsync(Func<Task<object?>> act)
    {
        Task before = _turns;
        var mine = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _turns = mine.Task;
        await before;
        try
        {
            return _isLeaving ? _gone : await CountAsync(act);
        }
        finally
        {
            mine.SetResult();
        }
    }

    private async Task<object?> CountAsync(Func<Task<object?>> act)
    {
        _running++;
        try
        {
            return await act();
        }
        finally
        {
            if (--_running == 0 && _isLeaving)
            {
                _ = LeaveAsync();
            }
        }
    }

    private Task<object?> InvokeAsync(MethodInfo method, object?[] args) =>
        AsyncReturns.AwaitAsync(method.Invoke(_grain, BindingFlags.DoNotWrapExceptions, binder: null, args, culture: null));

    private async Task ActivateAsync()
    {
        try
        {
            await _grain.OnActivateAsync(CancellationToken.None);
        }
        catch
        {
            _silo.Remove(_id, this);
            throw;
        }
    }

    private async Task LeaveAsync()
    {
        try
        {
            await _grain.OnDeactivateAsync(new DeactivationReason(DeactivationReasonCode.ApplicationRequested, ""), CancellationToken.None);
        }
        catch (Exception e) when (e is OrleansException or TimeoutException)
        {
            // Orleans logs it, and the grain goes all the same.
        }

        _silo.Remove(_id, this);
        _gone.TrySetResult();
    }

    private object? AnswerRuntime(MethodInfo method)
    {
        switch (method.Name)
        {
            case "get_" + nameof(IGrainRuntime.GrainFactory):
                return Factory;
            case "get_" + nameof(IGrainRuntime.TimerRegistry):
                return _timers;
            case nameof(IGrainRuntime.DeactivateOnIdle):
                _isLeaving = true;
                return null;
            default:
                throw new NotSupportedException(method.Name);
        }
    }
}
