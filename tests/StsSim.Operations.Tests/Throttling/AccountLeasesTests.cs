using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;
using StsSim.Grains.Abstractions.Ledgers;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Iam.Identities;
using StsSim.Operations.Observation;
using StsSim.Operations.Throttling;

namespace StsSim.Operations.Tests.Throttling;

public sealed class AccountLeasesTests : IDisposable
{
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(250);

    private readonly StsInstruments _instruments = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly ConcurrentQueue<(Type Type, string Key)> _found = new();
    private readonly AccountLeases _leases;

    public AccountLeasesTests()
    {
        IGrainFactory grains = KnownGrains.Of((type, key) =>
        {
            _found.Enqueue((type, key));
            return new ScriptedLessor(request => new LeaseGrant(Math.Min(request.Wanted, 5), TimeSpan.Zero));
        });
        _leases = new AccountLeases(new AccountId(12_345), 1, grains, _clock, _instruments);
    }

    [Fact]
    public void Each_region_and_each_federated_user_has_one_lease_from_its_own_grain()
    {
        TokenLease virginia = _leases.OfRegion("us-east-1");

        Assert.Same(virginia, _leases.OfRegion("us-east-1"));
        Assert.NotSame(virginia, _leases.OfRegion("eu-west-1"));
        Assert.NotSame(_leases.OfFederatedUser("Bob"), _leases.OfFederatedUser("bob"));
        Assert.Equal(
            [
                (typeof(IQuotaGrain), "000000012345/us-east-1"),
                (typeof(IQuotaGrain), "000000012345/eu-west-1"),
                (typeof(IFederatedUserGrain), "000000012345/Bob"),
                (typeof(IFederatedUserGrain), "000000012345/bob"),
            ],
            _found);
    }

    [Fact]
    public void Leases_that_were_idle_and_are_settled_are_forgotten()
    {
        using var thread = new OneThread();
        TokenLease bob = _leases.OfFederatedUser("Bob");
        TokenLease alice = _leases.OfFederatedUser("Alice");
        Use(bob, thread);
        _clock.Advance(Idle);
        Use(alice, thread);

        _leases.SettleIdle(Idle); // Bob's tokens go back
        thread.RunToRest();
        Assert.Same(bob, _leases.OfFederatedUser("Bob"));

        _leases.SettleIdle(Idle);
        Assert.NotSame(bob, _leases.OfFederatedUser("Bob"));
        Assert.Same(alice, _leases.OfFederatedUser("Alice"));
    }

    [Fact]
    public void Idle_regions_are_forgotten_too()
    {
        TokenLease region = _leases.OfRegion("us-east-1");
        _clock.Advance(Idle);

        _leases.SettleIdle(Idle);

        Assert.NotSame(region, _leases.OfRegion("us-east-1"));
    }

    public void Dispose() => _instruments.Dispose();

    private static void Use(TokenLease lease, OneThread thread)
    {
        Task<bool> caller = lease.TryAdmitAsync().AsTask();
        thread.RunToRest();
        Assert.True(caller.IsCompletedSuccessfully);
    }
}
