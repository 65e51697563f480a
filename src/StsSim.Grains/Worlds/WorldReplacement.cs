using StsSim.Grains.Abstractions.Worlds;

namespace StsSim.Grains.Worlds;

/// <summary>What the world grain keeps in storage while it replaces the world: who follows on one that was lost brings it to its end.</summary>
[GenerateSerializer, Alias("stssim.WorldReplacement")]
internal sealed class WorldReplacement
{
    /// <summary><see langword="null"/> where no replacement is under way.</summary>
    [Id(0)] public World? Target { get; set; }

    /// <summary>Of the accounts there were, for the environment may know the new ones already.</summary>
    [Id(1)] public List<string> OldAccountIds { get; set; } = [];
}
