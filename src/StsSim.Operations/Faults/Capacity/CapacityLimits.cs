namespace StsSim.Operations.Faults.Capacity;

/// <summary>A server's capacity.</summary>
/// <param name="Concurrency">How many requests are served at once.</param>
/// <param name="Discipline">Who is next.</param>
/// <param name="QueueLimit">How many may wait; who comes beyond is refused, under LIFO whoever has waited longest.</param>
/// <param name="Deadline">Who has waited longer when its turn comes is refused instead of served.</param>
public sealed record CapacityLimits(int Concurrency, QueueDiscipline Discipline, int QueueLimit, TimeSpan? Deadline);
