using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StsSim.Host;
using StsSim.LoadTests.Runs;

namespace StsSim.LoadTests;

/// <summary>A simulator in this process. The one file that knows it is a program of ours; everything else knows the wire.</summary>
internal sealed class EmbeddedSimulator : ITarget
{
    private readonly Simulator _simulator;

    private EmbeddedSimulator(Simulator simulator) => _simulator = simulator;

    public Uri Endpoint => _simulator.Endpoint;

    public static async Task<ITarget> StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            Simulator simulator = await Simulator
                .StartAsync(["--urls", "http://127.0.0.1:0"], KeepTheConsole, cancellationToken)
                .ConfigureAwait(false);
            return new EmbeddedSimulator(simulator);
        }
        catch (StartupException failure)
        {
            throw new CannotRunException($"The embedded simulator does not start: {failure.Message}", failure);
        }
    }

    // The cluster's advice on starting up would land in the middle of the progress display.
    private static void KeepTheConsole(IServiceCollection services) =>
        services.Configure<LoggerFilterOptions>(filters => filters.AddFilter("Orleans", LogLevel.Error));

    public ValueTask DisposeAsync() => _simulator.DisposeAsync();
}
