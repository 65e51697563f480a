namespace StsSim.LoadTests.Clients;

/// <summary>For calls that belong to no measurement.</summary>
internal sealed class UnwatchedWire : IWireWatcher
{
    public static UnwatchedWire Instance { get; } = new();

    public void RequestSent()
    {
    }

    public void RequestThrottled()
    {
    }
}
