using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Orleans.Serialization;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Experiments;
using StsSim.Grains.Abstractions.Gateways;
using StsSim.Grains.Abstractions.Leases;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Grains.Abstractions.Worlds;
using StsSim.Grains.Accounts;
using StsSim.Grains.Environment;
using StsSim.Grains.Gateways;
using StsSim.Iam.Identities;
using StsSim.Operations.Accounts;
using StsSim.Operations.Tests.Models;

namespace StsSim.Operations.Tests.Cluster.Propagation;

/// <summary>
/// Real gateways and the real grains that tell them of accounts and of the world, on one thread and one clock. Beside them
/// stands what a reader may expect: a number for each thing that is written.
/// </summary>
internal sealed class PropagationModel : IDisposable
{
    private const string Written = "111111111111";
    private const string Follower = "222222222222";
    private const string Holder = "federated-user/Bob";
    private const int MostDeliveries = 20_000;

    private static readonly string[] LeasedIds = ["811111111111", "822222222222"];
    private static readonly int[] Milliseconds = [1, 100, 1000, 3100, 5100, 9900, 11_000, 31_000];
    private static readonly ServiceProvider Serializers = new ServiceCollection().AddSerializer().BuildServiceProvider();

    private readonly OneThread _thread = new();
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
    private readonly Wire _wire = new();
    private readonly ModelSilo _silo;
    private readonly Register _account = new("the account");
    private readonly Register _world = new("the world");
    private readonly Register[] _leased = [.. LeasedIds.Select(id => new Register($"leased account {id}"))];
    private readonly HashSet<string> _registry = [];
    private readonly ModelGateway[] _gateways;
    private readonly List<ModelGateway> _all = [];
    private readonly List<(ModelGateway At, Task Done)> _waiting = [];
    private int _lastRevocation;
    private int _begunAnew;

    // What a read comes to is told by the step that ends it.
    private string? _failure;

    public PropagationModel(int gateways)
    {
        _silo = new ModelSilo(_wire, _clock);
        _silo.Host<IGatewayDirectoryGrain>(of => new GatewayDirectoryGrain(
            of.Load<GatewayDirectoryState>("gateways", state => new() { Gateways = [.. state.Gateways] })));
        _silo.Host<IAccountGrain>(of => new AccountGrain(
            of.Load<AccountState>("account", Copy), of.Load<AccountJournal>("journal", Copy), _clock, Broadcast(of), NullLogger<AccountGrain>.Instance));
        _silo.Host<IEnvironmentGrain>(of => new EnvironmentGrain(of.Load<EnvironmentState>("environment", Copy), _clock, Broadcast(of)));
        _silo.StandIn(InterfaceProxy.Of<ILeaseRegistryGrain>((method, _) => method.Name == nameof(ILeaseRegistryGrain.List)
            ? new ValueTask<IReadOnlyList<RegisteredLease>>([.. _registry.Select(id => new RegisteredLease(id, id, DateTimeOffset.MaxValue))])
            : default(ValueTask)));
        _silo.StandIn(InterfaceProxy.Of<IExperimentRegistryGrain>((_, _) => default(ValueTask)));
        _silo.StandIn(InterfaceProxy.Of<IWorldGrain>((_, _) => default(ValueTask)));
        _gateways = [.. Enumerable.Range(0, gateways).Select(_ => NewGateway())];
        Begin();
    }

    private IEnumerable<Register> Registers => [_account, _world, .. _leased];

    private IAccountGrain Account => _silo.Beside<IAccountGrain>(Written);

    private IEnvironmentGrain Environment => _silo.Beside<IEnvironmentGrain>("0");

    /// <summary>What happened last, message by message.</summary>
    public string Events => string.Join('\n', _wire.Events);

    public void Run(PropagationStep step)
    {
        _wire.Note($"- {step}");
        switch (step.Act)
        {
            case PropagationAct.Deliver when _wire.UnderWay > 0:
                _wire.Deliver(step.Which % _wire.UnderWay);
                break;
            case PropagationAct.Lose when _wire.UnderWay > 0:
                _wire.Lose(step.Which % _wire.UnderWay);
                break;
            case PropagationAct.Break when _wire.UnderWay > 0:
                _silo.BrokenWritesAreMade = step.How % 2 == 0;
                _wire.Break(step.Which % _wire.UnderWay);
                break;
            case PropagationAct.Settle:
                Settle();
                break;
            case PropagationAct.Pass:
                _clock.Advance(TimeSpan.FromMilliseconds(Milliseconds[step.Which % Milliseconds.Length]));
                break;
            case PropagationAct.WriteAccount:
                Write(_account, WriteAccountAsync, step.How);
                break;
            case PropagationAct.WriteWorld:
                Write(_world, WriteWorldAsync, step.How);
                break;
            case PropagationAct.WriteLease:
                int lease = step.Which % _leased.Length;
                Write(_leased[lease], _ => WriteLeaseAsync(_leased[lease], LeasedIds[lease]), step.How);
                break;
            case PropagationAct.Read:
                Read(GatewayOf(step), step.How % 3 == 0 ? Follower : Written);
                break;
            case PropagationAct.Renew:
                GatewayOf(step).Renew(Registers);
                break;
            case PropagationAct.KillGateway:
                GatewayOf(step).Kill();
                _gateways[step.Which % _gateways.Length] = NewGateway();
                break;
            case PropagationAct.LeaveCluster:
                _waiting.Add((GatewayOf(step), GatewayOf(step).Link.LeaveAsync()));
                Assert.False(GatewayOf(step).IsCurrent, $"{GatewayOf(step).Name} has left, and goes on");
                _gateways[step.Which % _gateways.Length] = NewGateway();
                break;
            case PropagationAct.KillAccount:
                _silo.Kill<IAccountGrain>(Written, writesArrive: step.How % 2 == 0);
                break;
            case PropagationAct.KillEnvironment:
                _silo.Kill<IEnvironmentGrain>("0", writesArrive: step.How % 2 == 0);
                break;
            case PropagationAct.KillDirectory:
                _silo.Kill<IGatewayDirectoryGrain>("0", writesArrive: step.How % 2 == 0);
                break;
            case PropagationAct.LoseAccount:
                _silo.TakeForDead<IAccountGrain>(Written);
                break;
            case PropagationAct.LoseEnvironment:
                _silo.TakeForDead<IEnvironmentGrain>("0");
                break;
            case PropagationAct.LoseDirectory:
                _silo.TakeForDead<IGatewayDirectoryGrain>("0");
                break;
        }

        _thread.RunToRest();
        Check();
    }

    /// <summary>Once nothing goes wrong any more, every gateway serves, and what was acknowledged last.</summary>
    public void End()
    {
        // Whatever hangs is given up, and whoever could not be told is told.
        for (int round = 0; round < 3; round++)
        {
            Settle();
            _clock.Advance(TimeSpan.FromSeconds(31));
            Settle();
            foreach (ModelGateway gateway in _gateways)
            {
                gateway.Renew(Registers);
            }

            Settle();
        }

        foreach (ModelGateway gateway in _gateways)
        {
            Assert.True(gateway.IsCurrent, $"{gateway.Name} does not come back");
            foreach (Register register in Registers)
            {
                Assert.True(gateway.HasToKnow(register) >= register.Acknowledged, $"{gateway.Name} was not told of {register.Name}");
            }

            Read(gateway, Written);
            Read(gateway, Follower);
        }

        Settle();
        Check();
        Assert.All(_waiting, waiting => Assert.True(waiting.At.IsDead || waiting.Done.IsCompleted, $"a read or a leave-taking at {waiting.At.Name} hangs"));
    }

    public void Dispose()
    {
        _thread.Dispose();
        _all.ForEach(gateway => gateway.Dispose());
    }

    private static T Copy<T>(T state)
    {
        Serializer<T> serializer = Serializers.GetRequiredService<Serializer<T>>();
        return serializer.Deserialize(serializer.SerializeToArray(state))!;
    }

    private static AccountQuotas Quotas(int write) => new(new QuotaLimits(write, 1), PerFederatedUser: null);

    private static int WriteOf(Account account) => (int)account.Quotas.Default.RequestsPerSecond;

    private static DateTimeOffset Instant(int write) => DateTimeOffset.UnixEpoch.AddYears(80).AddSeconds(write);

    private static GatewayBroadcast Broadcast(Activation of) => new(of.Factory, NullLogger<GatewayBroadcast>.Instance);

    private ModelGateway GatewayOf(PropagationStep step) => _gateways[step.Which % _gateways.Length];

    private ModelGateway NewGateway()
    {
        var gateway = new ModelGateway(string.Create(CultureInfo.InvariantCulture, $"gateway {_all.Count + 1}"), _silo, _clock, SubjectOf);
        _all.Add(gateway);
        return gateway;
    }

    private Register? SubjectOf(MethodInfo method, object?[] args) => method.Name switch
    {
        nameof(IGatewayObserver.AccountProvisioned) => ((AccountSnapshot)args[0]!).Account.AccountId == Written ? _account : null,
        nameof(IGatewayObserver.AccountChanged) => ((AccountUpdate)args[0]!).AccountId == Written ? _account : null,
        nameof(IGatewayObserver.AccountRemoved) => (string)args[0]! == Written ? _account : null,
        nameof(IGatewayObserver.EnvironmentChanged) => _world,
        nameof(IGatewayObserver.LeasedAccountChanged) => _leased[Array.IndexOf(LeasedIds, ((LeasedAccountUpdate)args[0]!).AccountId)],
        _ => null,
    };

    private void Begin()
    {
        _ = _silo.Beside<IAccountGrain>(Follower).Provision(new AccountDefinition { AccountId = Follower }, quotas: null);
        Write(_world, WriteWorldAsync, 0);
        Write(_account, WriteAccountAsync, 0);
        Settle();
        foreach (ModelGateway gateway in _gateways)
        {
            gateway.Renew(Registers);
        }

        Settle();
        Assert.All(_gateways, gateway => Assert.True(gateway.IsCurrent));
    }

    private void Settle()
    {
        _thread.RunToRest();
        for (int delivered = 0; _wire.UnderWay > 0; delivered++)
        {
            Assert.True(delivered < MostDeliveries, "the cluster does not come to rest");
            _wire.Deliver(0);
            _thread.RunToRest();
        }
    }

    private void Write(Register register, Func<int, Task<bool>> writeAsync, int how)
    {
        if (!register.IsBusy)
        {
            _ = NoteAsync();
        }

        async Task NoteAsync()
        {
            bool isAcknowledged = false;
            try
            {
                isAcknowledged = await writeAsync(how);
            }
            catch (Exception e) when (e is TimeoutException or OrleansException)
            {
                // It may have been made or not.
            }

            register.End(isAcknowledged);
            _wire.Note($"write {register.Begun} of {register.Name} is {(isAcknowledged ? "acknowledged" : "refused")}");
        }
    }

    private async Task<bool> WriteAccountAsync(int how)
    {
        AccountSnapshot? before = await Account.GetSnapshot();
        bool isRemoval = before is not null && how % 8 == 7;
        int write = _account.Begin(isRemoval);
        _account.Telling = write;
        if (isRemoval)
        {
            _begunAnew = write;
            await Account.Remove();
            return true;
        }

        if (before is null || how % 8 == 6)
        {
            _begunAnew = write;
            await Account.Provision(new AccountDefinition { AccountId = Written }, Quotas(write));
            return true;
        }

        if (how % 2 == 0)
        {
            await Account.SetQuotas(Quotas(write));
            return true;
        }

        bool isMade = await Account.TryApply(
            new AccountChange { Quotas = Quotas(write), Revocation = new RevocationMark(Holder, Instant(write)) }, before.Version);
        _lastRevocation = isMade ? write : _lastRevocation;
        return isMade;
    }

    private async Task<bool> WriteWorldAsync(int how)
    {
        int write = _world.Begin(isRemoval: false);
        _world.Telling = write;
        await Environment.SetWorld(new WorldTerms([Follower, Written], Quotas(write), Misbehaviour.None, Seed: write), new Dictionary<string, string>());
        return true;
    }

    // As leases begin and end.
    private async Task<bool> WriteLeaseAsync(Register leased, string id)
    {
        int write = leased.Begin(isRemoval: false);
        if (write % 2 == 1)
        {
            _registry.Add(id);
            leased.Telling = write;
            await Environment.AddLeasedAccount(id);
            return true;
        }

        await Environment.RemoveLeasedAccount(id);
        _registry.Remove(id);
        leased.Telling = write;
        await Environment.RemoveLeasedAccount(id);
        return true;
    }

    private void Read(ModelGateway gateway, string id)
    {
        if (gateway.IsCurrent)
        {
            _waiting.Add((gateway, ReadAsync(gateway, id, gateway.HasToKnow(id == Written ? _account : _world))));
        }
    }

    private async Task ReadAsync(ModelGateway gateway, string id, int hasToKnow)
    {
        try
        {
            Account? account = await gateway.Accounts.FindAsync(AccountId.Parse(id));
            if (account is not null)
            {
                Expect(WriteOf(account) >= hasToKnow, $"{gateway.Name} reads write {WriteOf(account)} of {id}, and had to know {hasToKnow}");
                return;
            }

            Expect(id == Written && _account.MayBeNothing(hasToKnow), $"{gateway.Name} finds nothing of {id}, and had to know {hasToKnow}");
        }
        catch (Exception e) when (e is TimeoutException or OrleansException)
        {
            // A request that is answered 503.
        }
    }

    private void Expect(bool isSo, string otherwise) => _failure ??= isSo ? null : otherwise;

    private void Check()
    {
        Assert.True(_failure is null, _failure);
        foreach (ModelGateway gateway in _gateways)
        {
            if (gateway.IsCurrent)
            {
                Check(gateway);
            }
        }
    }

    private void Check(ModelGateway gateway)
    {
        gateway.Shows(_world, (int)gateway.Link.Environment.Seed);
        for (int lease = 0; lease < _leased.Length; lease++)
        {
            // Some write from that on that it has to know of says so; before the first there is none.
            bool exists = gateway.Link.Environment.Exists(AccountId.Parse(LeasedIds[lease]));
            int hasToKnow = gateway.HasToKnow(_leased[lease]);
            Assert.True(
                Enumerable.Range(hasToKnow, _leased[lease].Begun - hasToKnow + 1).Any(write => write % 2 == 1 == exists),
                $"at {gateway.Name} {_leased[lease].Name} {(exists ? "exists" : "does not exist")}, and it has to know write {hasToKnow}");
        }

        if (gateway.Accounts.FindKnown(AccountId.Parse(Follower)) is { } follower)
        {
            Assert.True(WriteOf(follower) >= gateway.HasToKnow(_world), $"{gateway.Name} shows quotas of write {WriteOf(follower)} of the world to who follows them");
        }

        if (gateway.Accounts.FindKnown(AccountId.Parse(Written)) is { } written)
        {
            gateway.Shows(_account, WriteOf(written));
            bool mustBeRevoked = _lastRevocation > _begunAnew && WriteOf(written) >= _lastRevocation;
            Assert.True(!mustBeRevoked || written.IsRevoked(Holder, Instant(_lastRevocation)), $"{gateway.Name} does not know a revocation of the account");
        }
    }
}
