using System.CommandLine;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Runs;

namespace StsSim.LoadTests.CommandLine;

/// <summary>With which clients load is driven.</summary>
/// <param name="otherwise">Whose clients they are where the command line names none.</param>
internal sealed class ClientOptions(string otherwise)
{
    private readonly Option<string?> _clients = OptionSyntax.Names(
        "--clients",
        $"Kinds of clients, separated by commas; each is a group of its own. 'list-clients' shows them all. [default: {otherwise}]",
        ClientCatalog.All.Select(kind => kind.Name));

    private readonly DriverOption _drivers = new();

    public IEnumerable<Option> All => [_clients, _drivers.Option];

    /// <param name="otherwise">The clients where the command line names none; drivers of the user's own are added to them.</param>
    public IReadOnlyList<ClientKind> Of(ParseResult parsed, IEnumerable<ClientKind> otherwise)
    {
        IReadOnlyList<ClientKind> own = _drivers.Of(parsed);
        if (parsed.GetValue(_clients) is not { } text)
        {
            // Who gives a driver the name of a client that there is wants it in its place.
            return [.. otherwise.Where(kind => own.All(driver => !IsNamed(driver, kind.Name))), .. own];
        }

        string[] names = OptionSyntax.NamesIn(text);
        if (names.Length == 0)
        {
            throw new CannotRunException("--clients names none; 'list-clients' shows the ones there are.");
        }

        ClientKind[] chosen = [.. names.Select(name => own.FirstOrDefault(driver => IsNamed(driver, name)) ?? Known(name))];
        return own.FirstOrDefault(driver => !chosen.Contains(driver)) is { } idle
            ? throw new CannotRunException($"--driver {idle.Name} takes no part: --clients does not name it.")
            : chosen;
    }

    /// <summary>The client that comes with the program under a name.</summary>
    public static ClientKind Known(string name) => ClientCatalog.Find(name)
        ?? throw new CannotRunException(
            $"There is no client '{name}'; 'list-clients' shows the ones there are.{Misspelling.Hint(name, ClientCatalog.All.Select(kind => kind.Name))}");

    private static bool IsNamed(ClientKind kind, string name) => string.Equals(kind.Name, name, StringComparison.OrdinalIgnoreCase);
}
