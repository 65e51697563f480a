using Microsoft.Extensions.Logging;
using StsSim.Grains.Abstractions.Gateways;

namespace StsSim.Grains.Gateways;

/// <summary>Tells every HTTP gateway something and waits until each has answered.</summary>
internal sealed partial class GatewayBroadcast(IGrainFactory grains, ILogger<GatewayBroadcast> logger)
{
    public async Task ToAll(Func<IGatewayObserver, Task> tell)
    {
        IGatewayDirectoryGrain directory = grains.GetGrain<IGatewayDirectoryGrain>(IGatewayDirectoryGrain.Key);
        IReadOnlyList<IGatewayObserver> gateways = await directory.List();
        await Task.WhenAll(gateways.Select(gateway => TellOne(gateway, directory)));

        async Task TellOne(IGatewayObserver gateway, IGatewayDirectoryGrain known)
        {
            try
            {
                await tell(gateway);
            }
            catch (Exception e) when (e is TimeoutException or OrleansException)
            {
                // Gone without a word. One that is only cut off has to join again before it is told anything more.
                GatewayLost(e);
                await known.Leave(gateway);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "An HTTP gateway did not answer and was taken off the directory")]
    private partial void GatewayLost(Exception exception);
}
