using System.CommandLine;
using System.Globalization;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Runs;
using StsSim.LoadTests.Workers;

namespace StsSim.LoadTests.CommandLine;

/// <summary>A process that drives its share of a load for another.</summary>
internal sealed class WorkerCommand
{
    /// <summary>Says that its coordinator has started it.</summary>
    public const string LocalOption = "--local";

    private readonly Option<string> _join = new("--join")
    {
        Description = "The coordinator, by its host and the port of its --listen.",
        HelpName = "HOST:PORT",
        Required = true,
    };

    private readonly Option<TimeSpan?> _joinTimeout = WorkersOption.JoinTimeout("How long a coordinator is looked for that does not answer, for it may not have started yet.");

    private readonly Option<bool> _isLocal = new(LocalOption) { Hidden = true };
    private readonly DriverOption _drivers = new();

    public WorkerCommand(Func<string, string?> environment, Func<WorkerJoin, CancellationToken, Task<int>> work)
    {
        Command = new Command("worker", $"Drives its share of a load for a run with --workers and --listen; {LocalWorkers.TokenVariable} must be the same.")
        {
            _join, _joinTimeout, _isLocal, _drivers.Option,
        };
        Command.SetAction((parsed, cancellationToken) =>
        {
            string address = parsed.GetValue(_join)!;
            int colon = address.LastIndexOf(':');
            if (colon < 1 || !int.TryParse(address.AsSpan(colon + 1), CultureInfo.InvariantCulture, out int port) || port is < 1 or > 65_535)
            {
                throw new CannotRunException($"--join must be a host and a port, such as load-0.load:7880, not '{address}'.");
            }

            IReadOnlyList<ClientKind> drivers = _drivers.Of(parsed);
            string token = environment(LocalWorkers.TokenVariable) is { Length: > 0 } known
                ? known
                : throw new CannotRunException($"A worker needs {LocalWorkers.TokenVariable} in the environment, the same as its coordinator's.");
            TimeSpan timeout = parsed.GetValue(_joinTimeout) ?? WorkerOptions.DefaultJoinTimeout;
            return work(new WorkerJoin(address[..colon].Trim('[', ']'), port, token, timeout, drivers, parsed.GetValue(_isLocal)), cancellationToken);
        });
    }

    public Command Command { get; }
}
