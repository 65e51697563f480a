using System.Collections.Immutable;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Operations.Throttling;

namespace StsSim.Operations.Accounts;

/// <summary>
/// Versions of an account that IAM has acknowledged and STS does not know yet (<see cref="PropagationDelay"/>), in their
/// order, each with the instant from which STS knows it. None overtakes one before it.
/// </summary>
internal sealed class UnpropagatedVersions
{
    private readonly ImmutableQueue<(DateTimeOffset VisibleAt, Account Version)> _waiting;
    private readonly DateTimeOffset _lastVisibleAt;

    private UnpropagatedVersions(Account propagated, ImmutableQueue<(DateTimeOffset VisibleAt, Account Version)> waiting, DateTimeOffset lastVisibleAt)
    {
        Propagated = propagated;
        _waiting = waiting;
        _lastVisibleAt = lastVisibleAt;
    }

    /// <summary>The account without what waits.</summary>
    public Account Propagated { get; }

    public bool IsEmpty => _waiting.IsEmpty;

    /// <summary>What waits once the account moves on to <paramref name="next"/>; <see langword="null"/> for nothing.</summary>
    public static UnpropagatedVersions? Between(Account account, Account next, DateTimeOffset now)
    {
        // Another delay lets through what waited under the old one.
        if (account.Settings.PropagationDelay is not { } delay || delay != next.Settings.PropagationDelay)
        {
            return null;
        }

        DateTimeOffset visibleAt = now + delay.Of(account.Id, next.Version);
        return account.Unpropagated?.At(now) is { IsEmpty: false } before
            ? before.Then(next.Alone(), visibleAt < before._lastVisibleAt ? before._lastVisibleAt : visibleAt)
            : new UnpropagatedVersions(account.Alone(), [(visibleAt, next.Alone())], visibleAt);
    }

    /// <summary>What still waits at an instant.</summary>
    public UnpropagatedVersions At(DateTimeOffset now)
    {
        UnpropagatedVersions versions = this;
        while (!versions.IsEmpty && versions._waiting.Peek().VisibleAt <= now)
        {
            versions = new UnpropagatedVersions(versions._waiting.Peek().Version, versions._waiting.Dequeue(), versions._lastVisibleAt);
        }

        return versions;
    }

    /// <summary>The same versions after a change that does not wait: of quotas, or a revocation.</summary>
    public UnpropagatedVersions Step(AccountChange change, long version, AccountLeases leases)
    {
        ImmutableQueue<(DateTimeOffset VisibleAt, Account Version)> changed = [];
        foreach ((DateTimeOffset visibleAt, Account waiting) in _waiting)
        {
            changed = changed.Enqueue((visibleAt, waiting.Step(change, version, leases)));
        }

        return new UnpropagatedVersions(Propagated.Step(change, version, leases), changed, _lastVisibleAt);
    }

    private UnpropagatedVersions Then(Account next, DateTimeOffset visibleAt) => new(Propagated, _waiting.Enqueue((visibleAt, next)), visibleAt);
}
