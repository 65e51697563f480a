using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Observatory;

/// <summary>
/// The open invocations of clients that send no invocation id. A request goes on with one that failed if it is of the same
/// client, asks for the same and came after the failure, before long: the one that failed first, for clients do not overtake
/// themselves.
/// </summary>
internal sealed class InferredInvocations(TimeSpan longestDelay)
{
    private readonly Dictionary<(ClientTally Client, ulong Fingerprint), List<OpenInvocation>> _open = [];

    public int Count { get; private set; }

    public IEnumerable<OpenInvocation> All => _open.Values.SelectMany(invocations => invocations);

    /// <returns><see langword="null"/> where it is the first of an invocation of its own.</returns>
    public OpenInvocation? Find(ClientTally client, ObservedAttempt attempt)
    {
        if (!_open.TryGetValue((client, attempt.Fingerprint), out List<OpenInvocation>? candidates))
        {
            return null;
        }

        foreach (OpenInvocation candidate in candidates)
        {
            SeenAttempt last = candidate.Last;
            if (last.Outcome != AttemptOutcome.Ok && last.EndedAt <= attempt.ArrivedAt && attempt.ArrivedAt - last.EndedAt <= longestDelay.Ticks)
            {
                return candidate;
            }
        }

        return null;
    }

    public void Add(OpenInvocation invocation)
    {
        (ClientTally, ulong) key = (invocation.Client, invocation.Fingerprint);
        if (!_open.TryGetValue(key, out List<OpenInvocation>? invocations))
        {
            _open[key] = invocations = new List<OpenInvocation>(1);
        }

        invocations.Add(invocation);
        Count++;
    }

    public bool Remove(OpenInvocation invocation)
    {
        (ClientTally, ulong) key = (invocation.Client, invocation.Fingerprint);
        if (!_open.TryGetValue(key, out List<OpenInvocation>? invocations) || !invocations.Remove(invocation))
        {
            return false;
        }

        if (invocations.Count == 0)
        {
            _open.Remove(key);
        }

        Count--;
        return true;
    }
}
