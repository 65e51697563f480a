using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Operations.Observation;

/// <summary>A client that a gateway has met, and where it stands in the batch that is being filled.</summary>
internal sealed class ClientEntry(ObservedClient client)
{
    public ObservedClient Client => client;

    /// <summary>The batch for which <see cref="Index"/> holds.</summary>
    public int Batch { get; set; } = -1;

    public int Index { get; set; }
}
