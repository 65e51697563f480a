namespace StsSim.LoadTests.Clients;

/// <summary>Told of each request as it passes, so that timelines show the wire and not only the outcomes.</summary>
internal interface IWireWatcher
{
    void RequestSent();

    void RequestThrottled();
}
