namespace StsSim.Gateway;

/// <summary>Whether the process can serve: its silo is active or the cluster in reach, the world loaded, and nobody has asked it to stop.</summary>
/// <param name="isInTouch">Whether what it depends on is in reach now.</param>
public sealed class Readiness(Func<bool> isInTouch)
{
    private volatile bool _ready;

    public bool IsReady => _ready && isInTouch();

    public void Set(bool ready) => _ready = ready;
}
