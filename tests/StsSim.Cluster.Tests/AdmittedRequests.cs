namespace StsSim.Cluster.Tests;

/// <summary>Whether what was admitted keeps to a quota, by what callers can know: a request was admitted between its sending and its answer.</summary>
internal static class AdmittedRequests
{
    /// <summary>
    /// By how many requests an interval held more than burst + rate x t, at the most; 0 or less where none did. An interval
    /// that holds a request from its sending to its answer holds its admission, so nothing here accuses the innocent.
    /// </summary>
    public static double LargestExcess(IReadOnlyList<SentRequest> requests, double rate, double burst)
    {
        SentRequest[] admitted = [.. requests.Where(request => request.IsOk).OrderBy(request => request.AnsweredAt)];
        TimeSpan[] begins = [.. admitted.Select(request => request.SentAt).Order()];
        double largest = double.NegativeInfinity;
        for (int begin = 0; begin < begins.Length; begin += Math.Max(1, begins.Length / 400))
        {
            int held = 0;
            foreach (SentRequest request in admitted)
            {
                if (request.SentAt >= begins[begin])
                {
                    held++;
                    largest = Math.Max(largest, held - burst - (rate * (request.AnsweredAt - begins[begin]).TotalSeconds));
                }
            }
        }

        return largest;
    }
}
