using System.CommandLine;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Clients.Drivers;
using StsSim.LoadTests.Runs;

namespace StsSim.LoadTests.CommandLine;

/// <summary>With which clients load is driven.</summary>
internal sealed class ClientOptions
{
    private readonly Option<string?> _clients = new("--clients")
    {
        Description = "Kinds of clients, separated by commas; each is a group of its own. 'list-clients' shows them all. [default: the scenario's]",
        HelpName = "A,B",
    };

    private readonly Option<string[]> _drivers = new("--driver")
    {
        Description = "A client of your own: a program that speaks the line protocol of loadtests/drivers; may be given several times.",
        HelpName = "NAME=COMMAND",
    };

    public IEnumerable<Option> All => [_clients, _drivers];

    /// <param name="otherwise">The names where the command line has none.</param>
    public IReadOnlyList<ClientKind> Of(ParseResult parsed, IReadOnlyList<string> otherwise)
    {
        ClientKind[] own = [.. (parsed.GetValue(_drivers) ?? []).Select(OwnDriver)];
        string[] names = parsed.GetValue(_clients) is { } text
            ? text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            : [.. otherwise, .. own.Select(kind => kind.Name)];
        return names.Length > 0
            ? [.. names.Distinct(StringComparer.OrdinalIgnoreCase).Select(name => Find(name, own))]
            : throw new CannotRunException("--clients names none; 'list-clients' shows the ones there are.");
    }

    private static ClientKind Find(string name, ClientKind[] own) =>
        own.FirstOrDefault(kind => string.Equals(kind.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? ClientCatalog.Find(name)
        ?? throw new CannotRunException($"There is no client '{name}'; 'list-clients' shows the ones there are.");

    private static ClientKind OwnDriver(string text) =>
        text.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals && equals < text.Length - 1
            ? DriverKinds.Of(text[..equals], text[(equals + 1)..])
            : throw new CannotRunException($"--driver must be NAME=COMMAND, not '{text}'.");
}
