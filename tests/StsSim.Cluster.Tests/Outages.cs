namespace StsSim.Cluster.Tests;

/// <summary>What callers saw go wrong, and for how long.</summary>
internal static class Outages
{
    // Trouble that far apart is trouble of its own.
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(3);

    /// <summary>Stretches from the sending of the first request that was not answered well to the last such answer.</summary>
    public static IReadOnlyList<(TimeSpan From, TimeSpan To)> Of(IEnumerable<SentRequest> requests)
    {
        List<(TimeSpan From, TimeSpan To)> outages = [];
        foreach (SentRequest request in requests.Where(request => !request.IsOk).OrderBy(request => request.SentAt))
        {
            if (outages.Count > 0 && request.SentAt - outages[^1].To < Calm)
            {
                outages[^1] = (outages[^1].From, request.AnsweredAt > outages[^1].To ? request.AnsweredAt : outages[^1].To);
            }
            else
            {
                outages.Add((request.SentAt, request.AnsweredAt));
            }
        }

        return outages;
    }

    public static string InWords(IReadOnlyList<SentRequest> requests)
    {
        string outcomes = string.Join(", ", requests.GroupBy(request => request.Outcome).Select(group => $"{group.Count()} {group.Key}"));
        string outages = string.Join(", ", Of(requests).Select(outage => $"{outage.From.TotalSeconds:0.0} to {outage.To.TotalSeconds:0.0} s"));
        return $"{requests.Count} requests: {outcomes}; trouble: {(outages.Length == 0 ? "none" : outages)}; slowest {requests.Max(request => request.AnsweredAt - request.SentAt).TotalSeconds:0.0} s";
    }
}
