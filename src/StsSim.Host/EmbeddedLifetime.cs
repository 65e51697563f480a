using Microsoft.Extensions.Hosting;

namespace StsSim.Host;

/// <summary>The lifetime of a simulator inside another program, which keeps Ctrl-C to itself.</summary>
internal sealed class EmbeddedLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
