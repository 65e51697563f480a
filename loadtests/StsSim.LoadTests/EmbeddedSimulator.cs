using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StsSim.Host;
using StsSim.LoadTests.Runs;

namespace StsSim.LoadTests;

/// <summary>A simulator in this process. The one file that knows it is a program of ours; everything else knows the wire.</summary>
internal sealed class EmbeddedSimulator : ITarget
{
    private Simulator? _simulator;
    private volatile bool _isStopping;

    private EmbeddedSimulator()
    {
    }

    public Uri Endpoint => _simulator!.Endpoint;

    public static async Task<ITarget> StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            var embedded = new EmbeddedSimulator();
            embedded._simulator = await Simulator
                .StartAsync(["--urls", "http://127.0.0.1:0"], embedded.KeepTheConsole, cancellationToken)
                .ConfigureAwait(false);
            return embedded;
        }
        catch (StartupException failure)
        {
            throw new CannotRunException($"The embedded simulator does not start: {failure.Message}", failure);
        }
    }

    // The cluster's advice on starting up would land in the middle of the progress display; and what an experiment has
    // left in a queue finds nothing that serves it any more once the simulator stops, which is as it should be.
    private void KeepTheConsole(IServiceCollection services) => services.Configure<LoggerFilterOptions>(filters => filters
        .AddFilter("Orleans", level => !_isStopping && level >= LogLevel.Error)
        .AddFilter("StsSim", level => !_isStopping && level >= LogLevel.Warning));

    public ValueTask DisposeAsync()
    {
        _isStopping = true;
        return _simulator!.DisposeAsync();
    }
}
