namespace StsSim.Testing;

/// <summary>Who of those that wait is next.</summary>
public enum QueueDiscipline
{
    /// <summary>Who has waited longest.</summary>
    Fifo,

    /// <summary>Who came last.</summary>
    Lifo,
}
