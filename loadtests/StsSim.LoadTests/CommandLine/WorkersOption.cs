using System.CommandLine;
using System.Net;
using System.Security.Cryptography;
using StsSim.LoadTests.Runs;
using StsSim.LoadTests.Workers;

namespace StsSim.LoadTests.CommandLine;

/// <summary>In how many processes a load is driven.</summary>
internal sealed class WorkersOption(Func<string, string?> environment)
{
    private readonly Option<int?> _workers = OptionSyntax.Whole(
        "--workers",
        "Processes that drive the load together, each its share of it; their histograms are merged into one report. [default: this one alone]",
        new(1, 256));

    private readonly Option<string?> _listen = OptionSyntax.Text(
        "--listen",
        "ADDRESS:PORT",
        $"Where workers join that are started elsewhere, as 'worker --join' with the same {LocalWorkers.TokenVariable}; without it they are started here.");

    private readonly Option<TimeSpan?> _joinTimeout = JoinTimeout("How long workers that are started elsewhere are waited for.");

    public IEnumerable<Option> All => [_workers, _listen, _joinTimeout];

    /// <summary>How long one end waits for the other.</summary>
    public static Option<TimeSpan?> JoinTimeout(string description) => OptionSyntax.Time(
        "--join-timeout", $"{description} [default: {DurationSyntax.Of(WorkerOptions.DefaultJoinTimeout)}]", LoadLimits.Wait);

    public WorkerOptions? Of(ParseResult parsed)
    {
        int? count = parsed.GetValue(_workers);
        string? listen = parsed.GetValue(_listen);
        if (listen is null)
        {
            return count is > 1 and { } several
                ? new WorkerOptions(several, null, Convert.ToHexString(RandomNumberGenerator.GetBytes(16)))
                : null;
        }

        if (!IPEndPoint.TryParse(listen, out IPEndPoint? address) || address.Port == 0)
        {
            throw new CannotRunException($"--listen must be an address with a port, such as 0.0.0.0:7880, not '{listen}'.");
        }

        return environment(LocalWorkers.TokenVariable) is { Length: >= 16 } token
            ? new WorkerOptions(count ?? 1, address, token) { JoinTimeout = parsed.GetValue(_joinTimeout) ?? WorkerOptions.DefaultJoinTimeout }
            : throw new CannotRunException($"--listen needs {LocalWorkers.TokenVariable} in the environment, sixteen characters or more, the same for all workers.");
    }
}
