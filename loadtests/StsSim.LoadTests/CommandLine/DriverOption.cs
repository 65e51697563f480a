using System.CommandLine;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Clients.Drivers;
using StsSim.LoadTests.Runs;

namespace StsSim.LoadTests.CommandLine;

/// <summary>Clients of the user's own.</summary>
internal sealed class DriverOption
{
    private const string Name = "--driver";

    private readonly Option<string[]> _drivers = OptionSyntax.Texts(
        Name, "NAME=COMMAND", "A client of your own: a program that speaks the line protocol of loadtests/drivers.");

    public Option Option => _drivers;

    public IReadOnlyList<ClientKind> Of(ParseResult parsed)
    {
        List<ClientKind> own = [];
        foreach (ClientKind kind in (parsed.GetValue(_drivers) ?? []).Select(Read))
        {
            own.Add(own.All(other => !string.Equals(other.Name, kind.Name, StringComparison.OrdinalIgnoreCase))
                ? kind
                : throw new CannotRunException($"{Name} names {kind.Name} twice."));
        }

        return own;
    }

    /// <summary>The option as another process of this program is to be given it.</summary>
    public static IEnumerable<string> WordsFor(IEnumerable<ClientKind> clients) =>
        clients.Where(client => client.DriverCommand is not null).SelectMany(client => (string[])[Name, $"{client.Name}={client.DriverCommand}"]);

    /// <summary>The option as it is typed.</summary>
    public static IEnumerable<string> TypedFor(IEnumerable<ClientKind> clients) =>
        clients.Where(client => client.DriverCommand is not null).Select(client => $"{Name} {Quoted($"{client.Name}={client.DriverCommand}")}");

    // What a shell takes as one word, quotes included.
    private static string Quoted(string word) => $"'{word.Replace("'", @"'\''", StringComparison.Ordinal)}'";

    private static ClientKind Read(string text)
    {
        if (!OptionSyntax.TrySplit(text, out string name, out string command))
        {
            throw new CannotRunException($"{Name} must be NAME=COMMAND, not '{text}'.");
        }

        // The name goes into --clients and into the User-Agent, where others would be read as something else.
        return name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.')
            ? DriverKinds.Of(name, command)
            : throw new CannotRunException($"The name of a driver has letters, digits, '-', '_' and '.' only, not '{name}'.");
    }
}
