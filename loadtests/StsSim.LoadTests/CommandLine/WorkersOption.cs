using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using StsSim.LoadTests.Runs;
using StsSim.LoadTests.Workers;

namespace StsSim.LoadTests.CommandLine;

/// <summary>In how many processes a load is driven.</summary>
internal sealed class WorkersOption(Func<string, string?> environment)
{
    private const int MostWorkers = 256;

    private readonly Option<int?> _workers = new("--workers")
    {
        Description = "Processes that drive the load together, each its share of it; their histograms are merged into one report. [default: this one alone]",
        HelpName = "N",
        CustomParser = ParseCount,
    };

    private readonly Option<string?> _listen = new("--listen")
    {
        Description = $"Where workers join that are started elsewhere, as 'worker --join' with the same {LocalWorkers.TokenVariable}; without it they are started here.",
        HelpName = "ADDRESS:PORT",
    };

    private readonly Option<TimeSpan?> _joinTimeout = JoinTimeout("How long workers that are started elsewhere are waited for.");

    public IEnumerable<Option> All => [_workers, _listen, _joinTimeout];

    /// <summary>How long one end waits for the other.</summary>
    public static Option<TimeSpan?> JoinTimeout(string description) => new("--join-timeout")
    {
        Description = $"{description} [default: {WorkerOptions.DefaultJoinTimeout.TotalMinutes:0}m]",
        HelpName = "TIME",
        CustomParser = OptionSyntax.ParseTime,
    };

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

    private static int? ParseCount(ArgumentResult argument)
    {
        string text = argument.Tokens[0].Value;
        if (int.TryParse(text, CultureInfo.InvariantCulture, out int count) && count is >= 1 and <= MostWorkers)
        {
            return count;
        }

        argument.AddError($"--workers must be a whole number from 1 to {MostWorkers}, not '{text}'.");
        return null;
    }
}
