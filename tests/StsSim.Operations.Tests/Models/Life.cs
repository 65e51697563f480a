namespace StsSim.Operations.Tests.Models;

/// <summary>Of a process or of an activation: once it is over, nothing more is heard of it, but for what it may go on writing.</summary>
internal sealed class Life
{
    public bool IsOver { get; private set; }

    /// <summary>Whether it was taken for dead and lives: what it writes gets to storage, now or later.</summary>
    public bool GoesOnWriting { get; private set; }

    public void End(bool goesOnWriting = false) => (IsOver, GoesOnWriting) = (true, goesOnWriting);
}
