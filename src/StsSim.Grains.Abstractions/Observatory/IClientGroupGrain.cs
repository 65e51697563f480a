namespace StsSim.Grains.Abstractions.Observatory;

/// <summary>
/// What a group of clients did: takes what gateways saw, puts attempts together to invocations, measures and judges. Kept in
/// memory. Key: <see cref="ClientGroup.Key"/>.
/// </summary>
[Alias("stssim.IClientGroupGrain")]
public interface IClientGroupGrain : IGrainWithStringKey
{
    /// <summary>Takes what a gateway saw.</summary>
    [Alias("Record")]
    Task Record(ObservedBatch batch);

    /// <returns><see langword="null"/> where nothing was seen in the scope.</returns>
    [Alias("Report")]
    ValueTask<ClientGroupReport?> Report(ClientScope scope);

    /// <summary>Retries within so many milliseconds after the answer before them, and calls of an operation by one client within an hour.</summary>
    [Alias("Measure")]
    ValueTask<GroupMeasures?> Measure(ClientScope scope);

    /// <summary>The little that is shown every second: counts that are kept anyway, and nothing is judged for it.</summary>
    /// <param name="since">From when on its timeline is wanted.</param>
    /// <returns><see langword="null"/> where nothing was seen.</returns>
    [Alias("Glance")]
    ValueTask<ClientGroupGlance?> Glance(DateTimeOffset since);

    /// <summary>Its clients, the most active first.</summary>
    [Alias("ListClients")]
    ValueTask<IReadOnlyList<ClientSummary>> ListClients(int most);

    /// <summary>Invocations that were kept, the latest first: a sample of all, and the latest that were retried or given up.</summary>
    [Alias("ListInvocations")]
    ValueTask<IReadOnlyList<ReconstructedInvocation>> ListInvocations(InvocationQuery query);

    /// <summary>Forgets everything.</summary>
    [Alias("Forget")]
    Task Forget();
}
