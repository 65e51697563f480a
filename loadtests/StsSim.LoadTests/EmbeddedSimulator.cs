using StsSim.LoadTests.Runs;

namespace StsSim.LoadTests;

/// <summary>The one file that knows the simulator is a program of its own; everything else knows the wire.</summary>
internal static class EmbeddedSimulator
{
    public static Task<ITarget> StartAsync(CancellationToken cancellationToken) =>
        Task.FromException<ITarget>(new CannotRunException("This build holds no simulator; name one with --endpoint."));
}
