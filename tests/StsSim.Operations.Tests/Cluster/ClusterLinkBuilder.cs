using StsSim.Operations.Accounts;
using StsSim.Operations.Authentication;
using StsSim.Operations.Cluster;
using StsSim.Operations.Experiments;
using StsSim.Operations.Faults;
using StsSim.Operations.Ledgers;
using StsSim.Operations.Observation;
using StsSim.Operations.Throttling;

namespace StsSim.Operations.Tests.Cluster;

/// <summary>A gateway's end of the line to a cluster, with parts of its own where nobody gives others.</summary>
internal sealed class ClusterLinkBuilder(IGrainFactory grains, StsInstruments instruments)
{
    public TimeProvider Time { get; init; } = TimeProvider.System;

    public AccountCache? Accounts { get; init; }

    public LedgerJournal? Journal { get; init; }

    public ClusterContact? Contact { get; init; }

    public FaultRules? Faults { get; init; }

    public ClusterLink Build() => new(
        grains,
        Accounts ?? new AccountCache(grains, new AccountLeasesFactory(grains, Time, instruments), instruments, Time),
        Journal ?? new LedgerJournal(grains, instruments),
        new AccessKeyUsage(grains, instruments),
        new ExperimentRecorder(grains, instruments, Time),
        new ClientObserver(grains, instruments),
        new RequestGate(Time),
        Contact ?? new ClusterContact(),
        Faults ?? new FaultRules(new FaultCounters(grains, instruments)),
        instruments);
}
