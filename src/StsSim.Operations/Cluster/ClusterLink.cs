using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Cluster;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Experiments;
using StsSim.Grains.Abstractions.Gateways;
using StsSim.Grains.Abstractions.Leases;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Grains.Abstractions.Worlds;
using StsSim.Iam.Identities;
using StsSim.Operations.Accounts;
using StsSim.Operations.Authentication;
using StsSim.Operations.Experiments;
using StsSim.Operations.Faults;
using StsSim.Operations.Ledgers;
using StsSim.Operations.Observation;

namespace StsSim.Operations.Cluster;

/// <summary>This gateway's end of the line to the cluster: joins it, takes what it pushes, and leaves it.</summary>
public sealed class ClusterLink(
    IGrainFactory grains,
    AccountCache accounts,
    LedgerJournal journal,
    AccessKeyUsage usage,
    ExperimentRecorder experiments,
    ClientObserver clients,
    RequestGate gate,
    ClusterContact contact,
    FaultRules faults,
    StsInstruments instruments) : IGatewayObserver
{
    // Of rounds a second apart: those who watch over leases and experiments need no more than to be woken.
    private const int RoundsPerWatch = 5;

    private static readonly string Name = $"{System.Environment.MachineName}:{System.Environment.ProcessId}";

    private readonly Lock _lock = new();
    private IGatewayObserver? _reference;
    private int _round;
    private ClusterEnvironment? _environment;

    // Since it was last found off the directory; the directory tells of that once.
    private volatile bool _mustCatchUp;

    private IGatewayDirectoryGrain Directory => grains.GetGrain<IGatewayDirectoryGrain>(IGatewayDirectoryGrain.Key);

    /// <exception cref="InvalidOperationException">Before <see cref="JoinAsync"/>.</exception>
    public ClusterEnvironment Environment =>
        Volatile.Read(ref _environment) ?? throw new InvalidOperationException("The gateway has not joined the cluster.");

    /// <summary>
    /// Joins the cluster, or makes sure of being a member still. Whoever was not on the list reads everything anew:
    /// joining comes first, so no change falls between.
    /// </summary>
    public async Task JoinAsync()
    {
        _reference ??= grains.CreateObjectReference<IGatewayObserver>(this);
        instruments.ActiveExperiments ??= CountExperiments;
        instruments.CountGrainCall("membership");
        long askedAt = contact.Now;
        if (await JoinDirectoryAsync(_reference))
        {
            _mustCatchUp = true;
        }

        if (_mustCatchUp)
        {
            await ReadEnvironmentAsync();
            await accounts.RefreshAsync();
            _mustCatchUp = false;
        }

        contact.Renew(askedAt);
        if (_round++ % RoundsPerWatch == 0)
        {
            await ILeaseRegistryGrain.WatchAllAsync(grains);
            await IExperimentRegistryGrain.Of(grains).Watch();
            await grains.GetGrain<IWorldGrain>(IWorldGrain.Key).Watch();
        }
    }

    public async Task LeaveAsync()
    {
        try
        {
            await FlushAsync();
        }
        finally
        {
            contact.End();
            if (_reference is not null)
            {
                await LeaveDirectoryAsync(_reference);
            }
        }
    }

    public Task AccountProvisioned(AccountSnapshot account)
    {
        accounts.Install(account);
        return Task.CompletedTask;
    }

    public Task AccountChanged(AccountUpdate update) => accounts.ApplyAsync(update).AsTask();

    public Task AccountRemoved(string accountId)
    {
        accounts.Remove(AccountId.Parse(accountId));
        journal.Forget(AccountId.Parse(accountId));
        faults.Forget(AccountId.Parse(accountId));
        return Task.CompletedTask;
    }

    public Task EnvironmentChanged(EnvironmentSnapshot environment)
    {
        // A push may meet the first snapshot here, and the newer of the two must stay.
        lock (_lock)
        {
            if (_environment is null || environment.Version > _environment.Version)
            {
                accounts.SetDefaultQuotas(environment.DefaultQuotasInForce, environment.DefaultQuotasVersion);
                experiments.WorldPhase = environment.Misbehaviour.Phase;
                Volatile.Write(ref _environment, new ClusterEnvironment(environment));
            }
        }

        return Task.CompletedTask;
    }

    public Task HoldRequests() => gate.CloseAsync();

    public Task ResumeRequests()
    {
        gate.Open();
        return Task.CompletedTask;
    }

    /// <summary>Takes one step; where one was missed, or none is known yet, everything is read anew.</summary>
    public async Task LeasedAccountChanged(LeasedAccountUpdate update)
    {
        lock (_lock)
        {
            if (_environment?.Version >= update.Version)
            {
                return;
            }

            if (_environment?.Version == update.Version - 1)
            {
                _environment.Apply(update);
                return;
            }
        }

        await ReadEnvironmentAsync();
    }

    public Task<IReadOnlyList<FaultCount>> CountFaults(string? accountId)
    {
        ClusterEnvironment environment = Environment;
        if (accountId is null)
        {
            return Task.FromResult(faults.OfWorld(environment).Counts);
        }

        // One that this gateway has not met has counted nothing here.
        return Task.FromResult(accounts.FindKnown(AccountId.Parse(accountId)) is { } account ? faults.OfAccount(account, environment.Seed).Counts : []);
    }

    /// <summary>
    /// Tells what it can. What fails is kept and told by the upkeep: a gateway that passed the failure on would be taken for
    /// dead, and hear of no change until it joins again.
    /// </summary>
    public async Task FlushLedgers()
    {
        try
        {
            await FlushAsync();
        }
        catch (Exception e) when (e is TimeoutException or OrleansException)
        {
            // The upkeep meets the same failure, and says so.
        }
    }

    public Task<IReadOnlyList<string>> SettleLeases(string accountId) =>
        accounts.SettleLeasesAsync(AccountId.Parse(accountId), IAccountBucketsGrain.Most + 1);

    public Task<IReadOnlyList<string>> ListBuckets(string accountId, int most) =>
        Task.FromResult(accounts.FindKnown(AccountId.Parse(accountId))?.Leases.ListBuckets(most) ?? []);

    public Task<GatewayStatus> Describe(string? accountId) => Task.FromResult(new GatewayStatus(
        Name,
        Volatile.Read(ref _environment)?.Version ?? 0,
        accounts.Known.Count(),
        accountId is null ? null : accounts.FindKnown(AccountId.Parse(accountId))?.Version));

    private async Task LeaveDirectoryAsync(IGatewayObserver reference)
    {
        try
        {
            await Directory.Leave(reference);
        }
        catch (Exception)
        {
            // Nothing is served any more, and the next write finds it gone.
        }
    }

    // Whoever does not hear the answer may have been put on the list by this very call, and the next one will not say so.
    private async Task<bool> JoinDirectoryAsync(IGatewayObserver reference)
    {
        try
        {
            return await Directory.Join(reference);
        }
        catch
        {
            _mustCatchUp = true;
            throw;
        }
    }

    private Task FlushAsync() => Task.WhenAll(journal.ConfirmAsync(), usage.FlushAsync(), experiments.FlushAsync(), clients.FlushAsync());

    private int CountExperiments()
    {
        var running = new HashSet<string>(StringComparer.Ordinal);
        if (experiments.WorldPhase is { } ofWorld)
        {
            running.Add(ofWorld.ExperimentId);
        }

        foreach (Account account in accounts.Known)
        {
            if (account.Misbehaviour.Phase is { } ofAccount)
            {
                running.Add(ofAccount.ExperimentId);
            }
        }

        return running.Count;
    }

    private async Task ReadEnvironmentAsync()
    {
        instruments.CountGrainCall("snapshot");
        await EnvironmentChanged(await grains.GetGrain<IEnvironmentGrain>(IEnvironmentGrain.Key).GetSnapshot());
    }
}
