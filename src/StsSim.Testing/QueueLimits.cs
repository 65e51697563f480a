namespace StsSim.Testing;

/// <summary>The queue before a server of limited capacity.</summary>
/// <param name="Limit">How many may wait; as many as come unless named.</param>
/// <param name="Deadline">Who has waited longer when its turn comes is refused.</param>
public sealed record QueueLimits(QueueDiscipline Discipline = QueueDiscipline.Fifo, int? Limit = null, TimeSpan? Deadline = null)
{
    internal object ToBody() => new { Discipline = $"{Discipline}", Limit, DeadlineMs = Deadline?.TotalMilliseconds };
}
