using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Observatory;

/// <summary>
/// The invocations of a group of which another attempt may come, until nothing more is to be expected of them or others need
/// their room.
/// </summary>
/// <param name="closed">Told of each that is open no longer, and how it ended.</param>
internal sealed class OpenInvocations(ClientGroup group, OpenInvocationBudget budget, Action<OpenInvocation, InvocationEnd> closed)
{
    // As long as the longest delay of any SDK: a client that sends no invocation id and asks for the same again within it retries.
    private static readonly TimeSpan LongestInferredDelay = TimeSpan.FromSeconds(25);

    private readonly Dictionary<Guid, OpenInvocation> _byId = [];
    private readonly InferredInvocations _inferred = new(LongestInferredDelay);
    private readonly Queue<OpenInvocation> _succeeded = new();
    private readonly Queue<OpenInvocation> _others = new();

    public IEnumerable<OpenInvocation> All => group.IsInferred ? _inferred.All : _byId.Values;

    /// <returns>The one that an attempt goes on with; <see langword="null"/> where there is none.</returns>
    public OpenInvocation? Find(ClientTally client, ObservedAttempt attempt) =>
        group.IsInferred ? _inferred.Find(client, attempt) : _byId.GetValueOrDefault(attempt.Invocation);

    /// <summary>Makes room for one that begins, where need be by closing others. It is closed itself only once it <see cref="Await">waits</see>.</summary>
    public void Add(OpenInvocation invocation, long now)
    {
        while (!budget.TryTake())
        {
            if (!CloseOldest(now))
            {
                break; // the room is taken by other groups: one more than there is room for does no harm
            }
        }

        if (group.IsInferred)
        {
            _inferred.Add(invocation);
        }
        else
        {
            _byId[invocation.Id] = invocation;
        }
    }

    /// <summary>Its first request was added: it waits for another, or for its end.</summary>
    public void Await(OpenInvocation invocation) =>
        (invocation.Last.Outcome == AttemptOutcome.Ok ? _succeeded : _others).Enqueue(invocation);

    /// <summary>Closes those of which nothing more is to be expected.</summary>
    public void CloseDue(long now)
    {
        CloseDue(_succeeded, now);
        CloseDue(_others, now);
    }

    /// <summary>Gives back the room that they take.</summary>
    public void Release() => budget.Return(_byId.Count + _inferred.Count);

    // Each queue is in the order of when its invocations were first looked at; one that went on is looked at again later.
    private void CloseDue(Queue<OpenInvocation> queue, long now)
    {
        for (int left = queue.Count; left > 0 && queue.TryPeek(out OpenInvocation? head); left--)
        {
            if (head.DueAt(group) <= now)
            {
                queue.Dequeue();
                Close(head, now);
            }
            else if (head.Requests > 1)
            {
                queue.Dequeue();
                _others.Enqueue(head);
            }
            else
            {
                break;
            }
        }
    }

    private bool CloseOldest(long now)
    {
        if (_succeeded.TryDequeue(out OpenInvocation? oldest) || _others.TryDequeue(out oldest))
        {
            Close(oldest, now);
            return true;
        }

        return false;
    }

    private void Close(OpenInvocation invocation, long now)
    {
        if (group.IsInferred ? _inferred.Remove(invocation) : _byId.Remove(invocation.Id))
        {
            budget.Return();
            closed(invocation, invocation.EndAt(now, group));
        }
    }
}
