using System.CommandLine;
using StsSim.LoadTests.Clients;
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

    public IEnumerable<Option> All => [_clients];

    /// <param name="otherwise">The names where the command line has none.</param>
    public IReadOnlyList<ClientKind> Of(ParseResult parsed, IReadOnlyList<string> otherwise)
    {
        string[] names = parsed.GetValue(_clients) is { } text
            ? text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            : [.. otherwise];
        return names.Length > 0
            ? [.. names.Distinct(StringComparer.OrdinalIgnoreCase).Select(name => Find(name))]
            : throw new CannotRunException("--clients names none; 'list-clients' shows the ones there are.");
    }

    private static ClientKind Find(string name) =>
        ClientCatalog.Find(name)
        ?? throw new CannotRunException($"There is no client '{name}'; 'list-clients' shows the ones there are.");
}
