namespace StsSim.Grains.Quotas;

/// <summary>The moment from which on a silo has certainly given no more tokens away.</summary>
/// <param name="Timestamp">On the simulated clock of this silo.</param>
internal readonly record struct SiloDeparture(long Timestamp, DateTimeOffset At);
