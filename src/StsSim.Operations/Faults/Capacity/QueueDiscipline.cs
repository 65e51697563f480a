namespace StsSim.Operations.Faults.Capacity;

/// <summary>Who of those that wait is next.</summary>
public enum QueueDiscipline
{
    /// <summary>Who has waited longest: fair, and under overload everybody waits too long.</summary>
    Fifo,

    /// <summary>Who came last: under overload some are served in time and the others never.</summary>
    Lifo,
}
