using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Gateway.Control.Dashboard;

/// <summary>The last minutes of several groups of clients, added up.</summary>
internal static class LoadHistory
{
    /// <summary>Slots that are over, in order, all as long as the longest of any group.</summary>
    public static IReadOnlyList<LoadSlot> Of(IReadOnlyList<ClientGroupGlance> groups, DateTimeOffset now)
    {
        int seconds = groups.SelectMany(group => group.Timeline).Select(slot => slot.Seconds).DefaultIfEmpty(1).Max();
        var slots = new SortedDictionary<long, LoadSlot>();
        foreach (LoadSlot slot in groups.SelectMany(group => group.Timeline))
        {
            long start = slot.At.ToUnixTimeSeconds() / seconds * seconds;
            LoadSlot sum = slots.GetValueOrDefault(start);
            slots[start] = new LoadSlot(
                DateTimeOffset.FromUnixTimeSeconds(start),
                seconds,
                sum.Requests + slot.Requests,
                sum.Ok + slot.Ok,
                sum.Throttled + slot.Throttled,
                sum.Failed + slot.Failed,
                sum.Invocations + slot.Invocations,
                sum.Succeeded + slot.Succeeded,
                sum.Retries + slot.Retries,
                sum.Sessions + slot.Sessions);
        }

        return [.. slots.Values.Where(slot => slot.At.AddSeconds(slot.Seconds) <= now)];
    }
}
