namespace StsSim.Grains.Ledgers;

/// <param name="Applied">The number of the last batch that was counted.</param>
/// <param name="ToldAt">When the journal was last heard of, by the machine's clock: those of gateways that are no more are forgotten by it.</param>
[GenerateSerializer, Immutable, Alias("stssim.JournalPosition")]
internal readonly record struct JournalPosition([property: Id(0)] long Applied, [property: Id(1)] DateTimeOffset ToldAt);
