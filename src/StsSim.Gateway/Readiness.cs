namespace StsSim.Gateway;

/// <summary>Whether the gateway can serve: the silo is active, the world loaded, and nobody has asked it to stop.</summary>
public sealed class Readiness
{
    private volatile bool _ready;

    public bool IsReady => _ready;

    public void Set(bool ready) => _ready = ready;
}
