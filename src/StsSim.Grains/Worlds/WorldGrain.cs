using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Experiments;
using StsSim.Grains.Abstractions.Leases;
using StsSim.Grains.Abstractions.Ledgers;
using StsSim.Grains.Abstractions.Observatory;
using StsSim.Grains.Abstractions.Worlds;
using StsSim.Grains.Gateways;
using StsSim.Iam.Credentials;
using StsSim.Iam.Identities;

namespace StsSim.Grains.Worlds;

/// <remarks>
/// A replacement is noted before it begins and struck out when it has ended, one way or the other. Where the silo is lost in
/// between, gateways wake the grain on another one, and it brings the replacement to its end: every step may be taken twice.
/// </remarks>
internal sealed partial class WorldGrain(
    [PersistentState("world-replacement", StorageNames.Provider)] IPersistentState<WorldReplacement> replacement,
    GatewayBroadcast gateways,
    [FromKeyedServices(SimulatedTime.Key)] TimeProvider time,
    ILogger<WorldGrain> logger) : Grain, IWorldGrain
{
    // Every account tells every gateway; ten thousand at once would only wait for each other, and some in vain.
    private const int AccountsAtATime = 64;

    // Well within what gateways hold requests for, see IGatewayObserver.
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RenewalInterval = TimeSpan.FromSeconds(5);

    // Sessions know the millisecond they were issued in, and the next one ends those of the world before.
    private static readonly TimeSpan SessionsAreTold = TimeSpan.FromMilliseconds(2);

    private IGrainTimer? _finishing;

    private IEnvironmentGrain Environment => GrainFactory.GetGrain<IEnvironmentGrain>(IEnvironmentGrain.Key);

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (replacement.State.Target is not null)
        {
            _finishing = this.RegisterGrainTimer(FinishAsync, new GrainTimerCreationOptions(TimeSpan.Zero, RetryInterval));
        }

        return Task.CompletedTask;
    }

    public ValueTask Watch() => ValueTask.CompletedTask;

    public async Task<bool> Begin(World world)
    {
        if ((await Environment.GetSnapshot()).WorldAccountIds.Count > 0)
        {
            return false;
        }

        await Provision(world);
        return true;
    }

    public async Task<World> Export()
    {
        EnvironmentSnapshot environment = await Environment.GetSnapshot();
        DateTimeOffset now = time.GetUtcNow();
        var snapshots = new AccountSnapshot?[environment.WorldAccountIds.Count];
        await InChunks(
            environment.WorldAccountIds.Index(),
            async account => snapshots[account.Index] = await Account(account.Item).GetSnapshot());
        return new World([.. snapshots.OfType<AccountSnapshot>().Select(snapshot => new WorldAccount(snapshot.Account, snapshot.Quotas)
        {
            Misbehaviour = snapshot.Misbehaviour.WithoutExpired(now) with { Phase = null },
        })])
        {
            Quotas = environment.DefaultQuotas,
            Misbehaviour = environment.Misbehaviour.WithoutExpired(now) with { Phase = null },
            Seed = environment.Seed,
        };
    }

    public async Task<IReadOnlyList<string>> Replace(World world)
    {
        EnvironmentSnapshot environment = await Environment.GetSnapshot();
        string[] leased = [.. IdsOf(world).Where(environment.LeasedAccountIds.Contains)];
        if (leased.Length == 0)
        {
            await Replace(await Export(), world);
        }

        return leased;
    }

    public async Task Reset(World world)
    {
        await InChunks(await ILeaseRegistryGrain.ListAllAsync(GrainFactory), async lease =>
        {
            await GrainFactory.GetGrain<ILeaseGrain>(lease.Id).Free();
            await ILeaseRegistryGrain.Of(GrainFactory, lease.Id).Forget(lease.Id);
        });
        await Replace(await Export(), world);
        await IObservatoryGrain.Of(GrainFactory).Forget(accountId: null);
    }

    private async Task Replace(World old, World world)
    {
        (replacement.State.Target, replacement.State.OldAccountIds) = (world, [.. IdsOf(old)]);
        await StoreAsync(replacement.WriteStateAsync);
        await WhileHeld(async () =>
        {
            try
            {
                await Exchange(IdsOf(old), world);
                await StoreAsync(replacement.ClearStateAsync); // while gateways hold: found again later, it would undo what came since
            }
            catch (Exception e)
            {
                WorldNotReplaced(e);
                await UndoAsync(old, world);
                throw;
            }
        });
    }

    // Where that fails, too, the note stays: whoever reads it next brings the replacement to its end after all.
    private async Task UndoAsync(World old, World world)
    {
        try
        {
            await Exchange(IdsOf(world), old);
            await StoreAsync(replacement.ClearStateAsync);
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }

    private async Task FinishAsync(CancellationToken cancellationToken)
    {
        if (replacement.State.Target is { } target)
        {
            ReplacementFound();
            await WhileHeld(async () =>
            {
                await Exchange(replacement.State.OldAccountIds, target);
                await StoreAsync(replacement.ClearStateAsync);
            });
        }

        _finishing?.Dispose();
        _finishing = null;
    }

    private async Task WhileHeld(Func<Task> exchange)
    {
        // A gateway lets its requests go on by itself where nobody renews this: the silo of this grain may be gone.
        using IGrainTimer renewal = this.RegisterGrainTimer(
            _ => Hold(), new GrainTimerCreationOptions(RenewalInterval, RenewalInterval) { Interleave = true });
        await StopExperiments();
        await Hold();
        try
        {
            await exchange();
            await StopExperiments(); // one that was started meanwhile has lost what it had laid
        }
        finally
        {
            renewal.Dispose();
            await gateways.ToAll(gateway => gateway.ResumeRequests());
        }
    }

    // Those of leased accounts go on: they are no part of the world.
    private async Task StopExperiments()
    {
        IReadOnlySet<string> leased = (await Environment.GetSnapshot()).LeasedAccountIds;
        await IExperimentRegistryGrain.StopAsync(
            GrainFactory, experiment => experiment.AccountId is not { } account || !leased.Contains(account), "the world was replaced or reset");
    }

    private Task Hold() => gateways.ToAll(gateway => gateway.HoldRequests());

    private async Task Exchange(IReadOnlyCollection<string> oldIds, World world)
    {
        await gateways.ToAll(gateway => gateway.FlushLedgers());
        await Provision(world);
        HashSet<string> living = [.. IdsOf(world)];
        await InChunks(oldIds.Where(id => !living.Contains(id)), id => Account(id).Remove());
        await InChunks(oldIds, id => Task.WhenAll(
            living.Contains(id) ? ILedgerShardGrain.ClearAsync(GrainFactory, id) : ILedgerShardGrain.RemoveAsync(GrainFactory, id),
            GrainFactory.GetGrain<IAccessKeyUsageGrain>(id).Clear()));
        await Task.Delay(SessionsAreTold);
    }

    // Accounts first: the directory names none that a request could not find.
    private async Task Provision(World world)
    {
        await InChunks(world.Accounts, account => Account(account.Account.AccountId).Provision(account.Account, account.Quotas, account.Misbehaviour));
        await Environment.SetAliases(world.Accounts
            .Where(account => account.Account.Settings.Alias is not null)
            .ToDictionary(account => account.Account.Settings.Alias!, account => account.Account.AccountId));
        await Environment.SetWorld(world.Terms, KeysThatHideTheirAccount(world));
    }

    private IAccountGrain Account(string id) => GrainFactory.GetGrain<IAccountGrain>(id);

    private static string[] IdsOf(World world) => [.. world.Accounts.Select(account => account.Account.AccountId)];

    private static async Task InChunks<T>(IEnumerable<T> items, Func<T, Task> act)
    {
        foreach (T[] chunk in items.Chunk(AccountsAtATime))
        {
            await Task.WhenAll(chunk.Select(act));
        }
    }

    private static Dictionary<string, string> KeysThatHideTheirAccount(World world)
    {
        var owners = new Dictionary<string, string>();
        foreach (AccountDefinition account in world.Accounts.Select(account => account.Account))
        {
            foreach (AccessKeyDefinition key in account.Settings.RootAccessKeys.Concat(account.Users.SelectMany(user => user.AccessKeys)))
            {
                if (!AccessKeyId.TryDecodeAccount(key.AccessKeyId, out AccountId encoded) || encoded.ToString() != account.AccountId)
                {
                    owners[key.AccessKeyId] = account.AccountId;
                }
            }
        }

        return owners;
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
            DeactivateOnIdle();
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A replacement of the world was under way when its silo was lost; it is brought to its end")]
    private partial void ReplacementFound();

    [LoggerMessage(Level = LogLevel.Error, Message = "The world could not be replaced; the one before is put back")]
    private partial void WorldNotReplaced(Exception exception);
}
