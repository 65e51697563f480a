namespace StsSim.Grains.Abstractions.Ledgers;

/// <summary>What a ledger knows of a journal.</summary>
/// <param name="Applied">The number of the last batch it counts.</param>
/// <param name="Stored">The number of the last batch that it counts even after the loss of its silo: older ones need not be kept.</param>
[GenerateSerializer, Immutable, Alias("stssim.LedgerReceipt")]
public readonly record struct LedgerReceipt([property: Id(0)] long Applied, [property: Id(1)] long Stored);
