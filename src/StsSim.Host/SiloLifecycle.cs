using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StsSim.Gateway;

namespace StsSim.Host;

/// <summary>Between the silo and the web server of a process that is a silo alone: says when the silo is active.</summary>
internal sealed partial class SiloLifecycle(Readiness readiness, IHostApplicationLifetime lifetime, ILogger<SiloLifecycle> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        SiloActive();
        readiness.Set(true);
        lifetime.ApplicationStopping.Register(() => readiness.Set(false));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Information, Message = "Silo active")]
    private partial void SiloActive();
}
