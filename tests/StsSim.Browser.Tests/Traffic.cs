using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace StsSim.Browser.Tests;

/// <summary>A client that calls for as long as this lives, and does not mind what it hears.</summary>
internal sealed class Traffic : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly AmazonSecurityTokenServiceClient _client;
    private readonly Task _running;

    private Traffic(AmazonSecurityTokenServiceClient client)
    {
        _client = client;
        _running = RunAsync();
    }

    public static Traffic Of(DashboardSimulator simulator) => new(simulator.Client());

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _running;
        _client.Dispose();
        _end.Dispose();
    }

    private async Task RunAsync()
    {
        for (int call = 0; !_end.IsCancellationRequested; call++)
        {
            try
            {
                await _client.GetFederationTokenAsync(new GetFederationTokenRequest($"user-{call % 5}"), _end.Token);
                await Task.Delay(TimeSpan.FromMilliseconds(20), _end.Token);
            }
            catch (AmazonSecurityTokenServiceException)
            {
                // That is what it is for.
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }
}
