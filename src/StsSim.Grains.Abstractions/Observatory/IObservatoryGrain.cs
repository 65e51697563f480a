using Orleans.Concurrency;

namespace StsSim.Grains.Abstractions.Observatory;

/// <summary>Which groups of clients there are, and room for how many. Key: <see cref="Key"/>.</summary>
[Alias("stssim.IObservatoryGrain")]
public interface IObservatoryGrain : IGrainWithIntegerKey
{
    const long Key = 0;

    /// <summary>How many groups are told apart; beyond them, application ids are no more, and then everything is one group.</summary>
    const int MostGroups = 500;

    static IObservatoryGrain Of(IGrainFactory grains) => grains.GetGrain<IObservatoryGrain>(Key);

    /// <summary>The groups under which those are to be told of, in order: themselves, unless there is no room for them.</summary>
    [AlwaysInterleave, Alias("Admit")]
    ValueTask<IReadOnlyList<ClientGroup>> Admit(IReadOnlyList<ClientGroup> groups);

    /// <summary>All groups, with everything that gateways had seen when it was asked.</summary>
    [AlwaysInterleave, Alias("List")]
    Task<IReadOnlyList<ClientGroup>> List();

    /// <summary>Forgets the groups of an account, or all.</summary>
    [AlwaysInterleave, Alias("Forget")]
    Task Forget(string? accountId);
}
