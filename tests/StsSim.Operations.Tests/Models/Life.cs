namespace StsSim.Operations.Tests.Models;

/// <summary>Of a process or of an activation: once it is over, nothing more is heard of it.</summary>
internal sealed class Life
{
    public bool IsOver { get; private set; }

    public void End() => IsOver = true;
}
