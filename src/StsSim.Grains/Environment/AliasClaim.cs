namespace StsSim.Grains.Environment;

/// <summary>An account's hold on an alias.</summary>
/// <param name="Ticket">Another each time it is taken.</param>
[GenerateSerializer, Immutable, Alias("stssim.AliasClaim")]
internal readonly record struct AliasClaim([property: Id(0)] string AccountId, [property: Id(1)] long Ticket);
