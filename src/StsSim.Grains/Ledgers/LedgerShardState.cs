using StsSim.Grains.Abstractions.Ledgers;

namespace StsSim.Grains.Ledgers;

/// <summary>What a ledger shard keeps in storage.</summary>
[GenerateSerializer, Alias("stssim.LedgerShardState")]
internal sealed class LedgerShardState
{
    /// <summary>By the holder of the sessions.</summary>
    [Id(0)] public Dictionary<string, SessionLedgerRecord> Records { get; set; } = [];

    /// <summary>What those come to whose records are kept no more.</summary>
    [Id(2)] public LedgerTotals Forgotten { get; set; }

    /// <summary>How far each journal has been counted in <see cref="Records"/>.</summary>
    [Id(1)] public Dictionary<Guid, JournalPosition> Journals { get; set; } = [];
}
