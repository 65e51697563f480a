namespace StsSim.LoadTests.Measurement;

internal sealed record TimelineSlot(
    TimeSpan Start,
    long Offered,
    long Attempts,
    long Ok,
    long Throttled,
    long GivenUp,
    TimeSpan? P50,
    TimeSpan? P99);
