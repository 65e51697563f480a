using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Orleans.Serialization;
using StsSim.Grains;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Gateways;
using StsSim.Grains.Abstractions.Ledgers;
using StsSim.Grains.Gateways;
using StsSim.Grains.Ledgers;
using StsSim.Grains.Quotas;
using StsSim.Iam.Identities;
using StsSim.Operations.Tests.Models;

namespace StsSim.Operations.Tests.Ledgers.Model;

/// <summary>
/// Real journals and the real grains that they tell of sessions, on one thread; beside them a list of all sessions with
/// their ends.
/// </summary>
internal sealed class LedgerModel : IDisposable
{
    private const string AccountKey = "111111111111";
    private const int MostDeliveries = 20_000;
    private const int Overfull = 4100;

    private static readonly AccountId Id = AccountId.Parse(AccountKey);
    private static readonly int[] Milliseconds = [1, 100, 1000, 2500, 3100, 5100, 31_000, 120_000];
    private static readonly int[] Minutes = [1, 10, 30, 61, 120, 720];
    private static readonly int[] Lifetimes = [900, 3600, 3600, 43_200];
    private static readonly ServiceProvider Serializers = new ServiceCollection().AddSerializer().BuildServiceProvider();

    private readonly OneThread _thread = new();
    private readonly FakeTimeProvider _machine = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
    private readonly FakeTimeProvider _world = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
    private readonly Wire _wire = new();
    private readonly ModelSilo _silo;
    private readonly List<ModelTeller> _all = [];
    private readonly ModelTeller[] _tellers;
    private readonly List<IGatewayObserver> _directory = [];
    private readonly ModelHolder[] _holders;
    private readonly List<LedgerReading> _readings = [];
    private readonly int _crowd;
    private int _issued;
    private string? _failure;

    /// <param name="isOverfull">Whether there are more holders whose sessions are over than a ledger remembers.</param>
    public LedgerModel(int gateways, bool isOverfull)
    {
        _silo = new ModelSilo(_wire, _machine) { OnDispatch = NoteDispatch };
        var traits = new StorageTraits(OutlivesSilo: true) { MachineTime = _machine };
        _silo.Host<ILedgerShardGrain>(of => new LedgerShardGrain(of.Load<LedgerShardState>("ledger", Copy), _world, traits, NullLogger<LedgerShardGrain>.Instance));
        _silo.Host<IAccountSessionsGrain>(of => new AccountSessionsGrain(Broadcast(of)));
        _silo.Host<IFederatedUserGrain>(of => new FederatedUserGrain(
            _world,
            Broadcast(of),
            InterfaceProxy.Of<IGrainRuntime>((_, _) => throw new NotSupportedException()),
            new SiloDepartures(InterfaceProxy.Of<IClusterMembershipService>((_, _) => null), InterfaceProxy.Of<IMembershipTable>((_, _) => null), InterfaceProxy.Of<ILocalSiloDetails>((_, _) => null), _world)));
        _silo.StandIn(InterfaceProxy.Of<IAccountGrain>((_, _) => Task.CompletedTask));
        _silo.StandIn(InterfaceProxy.Of<IGatewayDirectoryGrain>(AnswerOfDirectory));
        _tellers = [.. Enumerable.Range(0, gateways).Select(_ => NewTeller())];
        _holders = [.. NamesOf(0).Take(3).Concat(NamesOf(1).Take(2)).Select(name => new ModelHolder(name))];
        _crowd = isOverfull ? Overfull : 0;
        if (isOverfull)
        {
            Crowd();
        }
    }

    /// <summary>What happened last, message by message.</summary>
    public string Events => string.Join('\n', _wire.Events);

    public void Run(LedgerStep step)
    {
        _wire.Note($"- {step}");
        ModelTeller teller = _tellers[step.Which % _tellers.Length];
        ModelHolder holder = _holders[step.How % _holders.Length];
        string shard = ILedgerShardGrain.KeyOf(AccountKey, step.Which % 2);
        switch (step.Act)
        {
            case LedgerAct.Deliver when _wire.UnderWay > 0:
                _wire.Deliver(step.Which % _wire.UnderWay);
                break;
            case LedgerAct.Lose when _wire.UnderWay > 0:
                _wire.Lose(step.Which % _wire.UnderWay);
                break;
            case LedgerAct.Break when _wire.UnderWay > 0:
                _silo.BrokenWritesAreMade = step.How % 2 == 0;
                _wire.Break(step.Which % _wire.UnderWay);
                break;
            case LedgerAct.Settle:
                Settle();
                break;
            case LedgerAct.Pass:
                Pass(TimeSpan.FromMilliseconds(Milliseconds[step.How % Milliseconds.Length]));
                break;
            case LedgerAct.Leap:
                _world.Advance(TimeSpan.FromMinutes(Minutes[step.How % Minutes.Length]));
                break;
            case LedgerAct.Issue when holder.Sessions.Count < ModelHolder.MostSessions:
                Issue(teller, holder, TimeSpan.FromSeconds(Lifetimes[(step.How + step.Which) % Lifetimes.Length]));
                break;
            case LedgerAct.Throttle:
                teller.Journal.Throttled(Id, holder.Name);
                holder.Throttled[teller] = holder.Throttled.GetValueOrDefault(teller) + 1;
                break;
            case LedgerAct.Tell:
                Join(teller);
                _ = SwallowAsync(teller.Journal.TellRoundAsync());
                break;
            case LedgerAct.Read:
                Read(holder);
                break;
            case LedgerAct.Revoke:
                Revoke(holder);
                break;
            case LedgerAct.Tick:
                _silo.Find<ILedgerShardGrain>(shard)?.TickTimers();
                break;
            case LedgerAct.KillLedger:
                _silo.Kill<ILedgerShardGrain>(shard, writesArrive: step.How % 2 == 0);
                break;
            case LedgerAct.DeactivateLedger:
                _silo.Find<ILedgerShardGrain>(shard)?.Deactivate();
                break;
            case LedgerAct.KillGateway:
                teller.Kill();
                _tellers[step.Which % _tellers.Length] = NewTeller();
                break;
        }

        _thread.RunToRest();
        Assert.True(_failure is null, _failure);
    }

    /// <summary>Once nothing goes wrong any more, ledgers know whatever a living gateway has issued, each of it once.</summary>
    public void End()
    {
        for (int round = 0; round < 3; round++)
        {
            Settle();
            Pass(TimeSpan.FromSeconds(31));
            Settle();
            foreach (ModelTeller teller in _tellers)
            {
                Join(teller);
                _ = SwallowAsync(teller.Journal.TellRoundAsync());
            }

            Settle();
        }

        foreach (ModelHolder holder in _holders)
        {
            Assert.False(holder.IsBusy, $"who asked for {holder.Name} still waits");
            Read(holder);
            Settle();
            Assert.True(_failure is null, _failure);
        }

        Task<LedgerTotals> totals = _silo.Beside<IAccountSessionsGrain>(AccountKey).GetTotals();
        Settle();
        Assert.True(totals.IsCompleted, "who asked for the totals still waits");
        CheckTotals(totals.GetAwaiter().GetResult());
    }

    public void Dispose()
    {
        _thread.Dispose();
        _all.ForEach(teller => teller.Dispose());
    }

    private static T Copy<T>(T state)
    {
        Serializer<T> serializer = Serializers.GetRequiredService<Serializer<T>>();
        return serializer.Deserialize(serializer.SerializeToArray(state))!;
    }

    private static GatewayBroadcast Broadcast(Activation of) => new(of.Factory, NullLogger<GatewayBroadcast>.Instance);

    private static IEnumerable<string> NamesOf(int shard) => Enumerable.Range(0, int.MaxValue)
        .Select(number => string.Create(CultureInfo.InvariantCulture, $"Holder{number}")).Where(name => ILedgerShardGrain.ShardOf(name) == shard);

    private static async Task SwallowAsync(Task task)
    {
        try
        {
            await task;
        }
        catch (Exception e) when (e is TimeoutException or OrleansException)
        {
            // Told later.
        }
    }

    private object AnswerOfDirectory(MethodInfo method, object?[] args)
    {
        if (method.Name == nameof(IGatewayDirectoryGrain.List))
        {
            return new ValueTask<IReadOnlyList<IGatewayObserver>>([.. _directory]);
        }

        _directory.Remove((IGatewayObserver)args[0]!);
        return Task.CompletedTask;
    }

    private ModelTeller NewTeller()
    {
        var teller = new ModelTeller(string.Create(CultureInfo.InvariantCulture, $"gateway {_all.Count + 1}"), _silo, NoteFlush);
        _all.Add(teller);
        Join(teller);
        return teller;
    }

    private void Join(ModelTeller teller)
    {
        if (!_directory.Contains(teller.Reference))
        {
            _directory.Add(teller.Reference);
        }
    }

    // Others, in the first ledger, whose sessions are over by the time the steps begin.
    private void Crowd()
    {
        DateTimeOffset now = _world.GetUtcNow();
        foreach (string name in NamesOf(0).Skip(_holders.Length).Take(_crowd))
        {
            _tellers[0].Journal.Issued(Id, name, new IssuedSession("ASIA", now, now.AddMinutes(15)));
        }

        _ = _tellers[0].Journal.ConfirmAsync();
        Settle();
        _silo.Find<ILedgerShardGrain>(ILedgerShardGrain.KeyOf(AccountKey, 0))!.TickTimers();
        Settle();
        _world.Advance(TimeSpan.FromMinutes(16));
    }

    private void Settle()
    {
        _thread.RunToRest();
        for (int delivered = 0; _wire.UnderWay > 0; delivered++)
        {
            Assert.True(delivered < MostDeliveries, "the ledgers do not come to rest");
            _wire.Deliver(0);
            _thread.RunToRest();
        }
    }

    private void Pass(TimeSpan span)
    {
        _world.Advance(span);
        _machine.Advance(span);
    }

    private void Issue(ModelTeller teller, ModelHolder holder, TimeSpan lifetime)
    {
        DateTimeOffset now = _world.GetUtcNow();
        var session = new IssuedSession(string.Create(CultureInfo.InvariantCulture, $"ASIA{++_issued:D4}"), now, now + lifetime);
        holder.Sessions.Add(new ModelSession(session, teller, ++teller.Issued));
        teller.Journal.Issued(Id, holder.Name, session);
    }

    private void Read(ModelHolder holder)
    {
        if (!holder.IsBusy)
        {
            _ = ReadAsync(holder);
        }
    }

    private async Task ReadAsync(ModelHolder holder)
    {
        var reading = new LedgerReading(holder, _silo.OrdinalOf<ILedgerShardGrain>(ILedgerShardGrain.KeyOf(AccountKey, holder.Shard)));
        holder.IsBusy = true;
        _readings.Add(reading);
        try
        {
            SessionLedger ledger = await Grain(holder).GetLedger();
            if (ledger.Issued == 0 && reading.MayBeForgotten)
            {
                return;
            }

            holder.Check(ledger, reading.MustBeIn, reading.At, _world.GetUtcNow());
        }
        catch (Exception e) when (e is TimeoutException or OrleansException)
        {
            // Whoever asked is told so.
        }
        catch (Exception e)
        {
            _failure ??= e.Message;
        }
        finally
        {
            holder.IsBusy = false;
            _readings.Remove(reading);
        }
    }

    private void Revoke(ModelHolder holder)
    {
        if (!holder.IsBusy)
        {
            holder.IsBusy = true;
            _ = RevokeAsync(holder);
        }
    }

    private async Task RevokeAsync(ModelHolder holder)
    {
        var revocation = new ModelRevocation(_world.GetUtcNow());
        holder.Revocations.Add(revocation);
        try
        {
            await Grain(holder).RevokeSessions();
            revocation.AcknowledgedAt = _world.GetUtcNow();
        }
        catch (Exception e) when (e is TimeoutException or OrleansException)
        {
            // It may have been made or not.
        }
        finally
        {
            holder.IsBusy = false;
        }
    }

    private IFederatedUserGrain Grain(ModelHolder holder) => _silo.Beside<IFederatedUserGrain>(ISessionHolderGrain.KeyOf(AccountKey, holder.Name));

    // What it confirms is good for reads that began before it.
    private Action NoteFlush(ModelTeller teller)
    {
        (LedgerReading[] readings, int issued) = ([.. _readings], teller.Issued);
        return () => Array.ForEach(readings, reading => reading.Confirm(teller, issued));
    }

    // In the moment a ledger is read: what is in storage then stays, too, whoever dies.
    private void NoteDispatch(Type kind, string key, MethodInfo method, object?[] args)
    {
        if (kind == typeof(ILedgerShardGrain) && method.Name == nameof(ILedgerShardGrain.Read))
        {
            LedgerReading? reading = _readings.Find(reading => reading.Holder.Name == (string)args[0]!);
            reading?.Take(StoredOf(key), _silo.OrdinalOf<ILedgerShardGrain>(key), _world.GetUtcNow());
        }
    }

    private LedgerShardState? StoredOf(string key) => _silo.Stored($"ledger of {nameof(ILedgerShardGrain)} {key}").Value is LedgerShardState stored ? Copy(stored) : null;

    private void CheckTotals(LedgerTotals totals)
    {
        int told = 0, mayBe = _crowd;
        foreach (ModelHolder holder in _holders)
        {
            told += holder.Sessions.Count(session => !session.Teller.IsDead);
            mayBe += holder.Sessions.Count;
        }

        // The crowd was stored before anybody died.
        Assert.True(totals.Issued >= told + _crowd && totals.Issued <= mayBe, $"{totals.Issued} sessions in all; from {told + _crowd} to {mayBe} can be");
        Assert.True(totals.Issued == totals.Active + totals.Expired + totals.Revoked, $"{totals}");
        long throttled = _holders.Sum(holder => holder.Throttled.Where(by => !by.Key.IsDead).Sum(by => by.Value));
        long mostThrottled = _holders.Sum(holder => holder.Throttled.Values.Sum());
        Assert.True(totals.Throttled >= throttled && totals.Throttled <= mostThrottled, $"{totals.Throttled} refusals in all; from {throttled} to {mostThrottled} can be");
    }
}
