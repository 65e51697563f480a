using StsSim.LoadTests.Runs;

namespace StsSim.LoadTests.Clients;

/// <summary>A kind of client that scenarios and experiments are run with.</summary>
/// <param name="Name">As the command line and <c>load.clients</c> of an experiment name it.</param>
/// <param name="Does">One clause on how it behaves.</param>
/// <param name="Retries">Whether it sends a request again that failed.</param>
/// <param name="Missing">Says in one clause what this machine lacks to run it (<c>"python3 is not installed"</c>); <see langword="null"/> where nothing is missing.</param>
/// <param name="CreateAsync">Starts one; it throws <see cref="CannotRunException"/> where it cannot.</param>
/// <param name="DriverCommand">Starts the driver of the user's own that it is; <see langword="null"/> where it comes with the program.</param>
/// <param name="IsFleet">Whether what it does is use sessions of a role that it keeps; it is asked for <c>AssumeRole</c>, whatever an experiment's load says.</param>
internal sealed record ClientKind(
    string Name,
    string Does,
    bool Retries,
    Func<string?> Missing,
    Func<ClientSetting, CancellationToken, Task<IStsClient>> CreateAsync,
    bool IsFleet = false,
    string? DriverCommand = null)
{
    /// <exception cref="CannotRunException">This machine lacks something to run it.</exception>
    public void MustRunHere()
    {
        if (Missing() is { } missing)
        {
            throw new CannotRunException($"The client {Name} cannot run here: {missing.TrimEnd('.')}.");
        }
    }
}
