namespace StsSim.LoadTests.Clients;

/// <summary>
/// The callers of one kind in a run. Token buckets are kept per account and Region, so a Region to itself gives each
/// group the same quota and keeps the others' retries out of it.
/// </summary>
/// <param name="Name">Of its kind; the group calls itself so in its User-Agent, and the server tells it from the others by it.</param>
/// <param name="Retries">Whether it retries; a group that does not is the yardstick that shows what retrying buys and costs.</param>
internal sealed record ClientGroup(string Name, string Region, bool Retries);
