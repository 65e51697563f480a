using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Time.Testing;
using Orleans.Storage;

namespace StsSim.Operations.Tests.Models;

/// <summary>
/// Where real grains live in a model: each is active once, calls travel over the wire and are given up after the patience of
/// their contract, and storage outlives whoever is killed. All on one thread and one clock, so that the same steps come to
/// the same end.
/// </summary>
internal sealed class ModelSilo(Wire wire, FakeTimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Dictionary<Type, Func<Activation, Grain>> _kinds = [];
    private readonly Dictionary<Type, object> _standIns = [];
    private readonly Dictionary<(Type Kind, string Key), Activation> _active = [];
    private readonly Dictionary<(Type Kind, string Key), int> _activations = [];
    private readonly Dictionary<string, (object? Value, int Writes)> _stored = [];

    public Wire Wire => wire;

    /// <summary>Whether a write that fails is in storage all the same.</summary>
    public bool BrokenWritesAreMade { get; set; }

    /// <summary>Sees each call as it reaches a grain.</summary>
    public Action<Type, string, MethodInfo, object?[]> OnDispatch { get; init; } = (_, _, _, _) => { };

    /// <summary>Lives here.</summary>
    public void Host<TInterface>(Func<Activation, Grain> create) => _kinds.Add(typeof(TInterface), create);

    /// <summary>Answers at once whatever it is asked: not what the model is about.</summary>
    public void StandIn<TInterface>(TInterface standIn)
        where TInterface : class => _standIns.Add(typeof(TInterface), standIn);

    /// <summary>As a process reaches grains.</summary>
    /// <param name="referTo">What it gives them as a reference to an observer, where it gives any.</param>
    public IGrainFactory FactoryOf(Life caller, Func<object, object>? referTo = null)
    {
        return KnownGrains.Of(Find, referTo ?? (_ => throw new NotSupportedException()));

        object Find(Type kind, string key) => _standIns.TryGetValue(kind, out object? standIn)
            ? standIn
            : InterfaceProxy.Of(kind, (method, args) => AsyncReturns.As(
                method.ReturnType,
                CallAsync($"{kind.Name} {key} {method.Name}", PatienceOf(method), caller, () => DispatchAsync(kind, key, method, args), new Life())));
    }

    /// <summary>A grain as somebody beside it reaches it: nothing is in between.</summary>
    public T Beside<T>(string key)
        where T : class => InterfaceProxy.Of<T>((method, args) => AsyncReturns.As(method.ReturnType, DispatchAsync(typeof(T), key, method, args)));

    /// <summary>A reference to whoever may be killed.</summary>
    /// <param name="onCall">Sees each call, and the task of its answer.</param>
    public T ReferTo<T>(string name, T target, Life life, Action<MethodInfo, object?[], Task> onCall)
        where T : class => InterfaceProxy.Of<T>((method, args) =>
        {
            Task<object?> call = CallAsync($"{name} {method.Name}", PatienceOf(method), new Life(), AnswerAsync, life);
            onCall(method, args, call);
            return AsyncReturns.As(method.ReturnType, call);

            Task<object?> AnswerAsync() => life.IsOver
                ? throw new SiloUnavailableException($"{name} is dead.")
                : AsyncReturns.AwaitAsync(method.Invoke(target, BindingFlags.DoNotWrapExceptions, binder: null, args, culture: null));
        });

    public Task<object?> DispatchAsync(Type kind, string key, MethodInfo method, object?[] args)
    {
        if (!_active.TryGetValue((kind, key), out Activation? activation))
        {
            activation = new Activation(this, (kind, key), _kinds[kind]);
            _active[(kind, key)] = activation;
            _activations[(kind, key)] = _activations.GetValueOrDefault((kind, key)) + 1;
        }

        OnDispatch(kind, key, method, args);
        return activation.CallAsync(method, args);
    }

    /// <summary>As which of its activations, one after the other, a grain is active, or will be.</summary>
    public int OrdinalOf<TInterface>(string key) => _activations.GetValueOrDefault((typeof(TInterface), key)) + (Find<TInterface>(key) is null ? 1 : 0);

    public Activation? Find<TInterface>(string key) => _active.GetValueOrDefault((typeof(TInterface), key));

    /// <param name="writesArrive">Whether what it was writing gets to storage.</param>
    public void Kill<TInterface>(string key, bool writesArrive)
    {
        if (End<TInterface>(key, goesOnWriting: false) is { } killed)
        {
            wire.EndWrites(killed, writesArrive);
        }
    }

    /// <summary>Its silo does not answer any more, so that the next call begins it elsewhere; yet it lives, and writes what it was at.</summary>
    public void TakeForDead<TInterface>(string key) => End<TInterface>(key, goesOnWriting: true);

    public void Remove((Type Kind, string Key) id, Activation activation)
    {
        if (_active.GetValueOrDefault(id) == activation)
        {
            _active.Remove(id);
        }
    }

    public (object? Value, string? Etag) Stored(string name) =>
        _stored.TryGetValue(name, out (object? Value, int Writes) stored) ? (stored.Value, Etag(stored.Writes)) : (null, null);

    /// <returns>The new etag.</returns>
    /// <exception cref="InconsistentStateException">Somebody else has written since.</exception>
    public string Store(string name, object? value, string? etag)
    {
        if (Stored(name).Etag != etag)
        {
            throw new InconsistentStateException($"{name} was written by somebody else.");
        }

        int writes = _stored.GetValueOrDefault(name).Writes + 1;
        _stored[name] = (value, writes);
        return Etag(writes);
    }

    private Life? End<TInterface>(string key, bool goesOnWriting)
    {
        if (!_active.Remove((typeof(TInterface), key), out Activation? activation))
        {
            return null;
        }

        wire.Note($"{typeof(TInterface).Name} {key} is {(goesOnWriting ? "taken for dead" : "killed")}");
        activation.Kill(goesOnWriting);
        return activation.Life;
    }

    private static string Etag(int writes) => writes.ToString(CultureInfo.InvariantCulture);

    private static TimeSpan PatienceOf(MethodInfo method) => method.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout ?? Patience;

    private async Task<object?> CallAsync(string name, TimeSpan patience, Life caller, Func<Task<object?>> act, Life answerer)
    {
        var answer = new TaskCompletionSource<object?>(); // with its continuations inline: WaitAsync would have its own on another thread else
        if (!caller.IsOver)
        {
            _ = TravelAsync();
        }

        object? result = await answer.Task.WaitAsync(patience, clock);
        if (caller.IsOver)
        {
            await new TaskCompletionSource().Task; // nobody is there to go on
        }

        return result;

        async Task TravelAsync()
        {
            try
            {
                await wire.SendAsync(name, caller);
                Exception? failure = null;
                object? given = null;
                try
                {
                    given = await act();
                }
                catch (Exception e)
                {
                    failure = e;
                }

                await wire.SendAsync($"{name}: {failure?.GetType().Name ?? "answer"}", failure is null ? answerer : new Life());
                if (failure is not null)
                {
                    throw failure;
                }

                answer.TrySetResult(given);
            }
            catch (Exception e)
            {
                answer.TrySetException(e);
            }
        }
    }
}
