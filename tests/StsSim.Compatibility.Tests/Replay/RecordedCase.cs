using System.Collections.Frozen;
using System.Globalization;

namespace StsSim.Compatibility.Tests.Replay;

/// <summary>
/// A request as one client writes it, read from a file of <c>Cases/{client}</c>: an HTTP message with placeholders for
/// what changes from one request to the next, and what its answer holds.
/// </summary>
/// <remarks>
/// <para>
/// The file is headed by comments, <c>#</c> where each form comes from and <c>#:</c> what is expected: <c>member {path}
/// {text}</c>, <c>present {path}</c>, <c>absent {path}</c>, <c>lives {seconds}</c>, or <c>refusal {status} {code}</c> with <c>message {text}</c>.
/// </para>
/// <para>
/// The body is broken before each <c>&amp;</c> for reading; line ends are no part of it. A header line or query parameter
/// whose placeholder has no value is left out, as the client would, and <c>SignedHeaders</c> loses it.
/// </para>
/// </remarks>
internal sealed record RecordedCase(
    string Client, string Name, string RequestLine, IReadOnlyList<string> HeaderLines, string Body, IReadOnlyList<string> Expectations)
{
    private static readonly FrozenDictionary<string, RecordedCase> Files =
        Directory.EnumerateFiles(Folder(), "*.http", SearchOption.AllDirectories).Select(Read).ToFrozenDictionary(file => $"{file.Client}/{file.Name}");

    public static IEnumerable<RecordedCase> All => Files.Values.OrderBy(file => file.Client, StringComparer.Ordinal).ThenBy(file => file.Name, StringComparer.Ordinal);

    /// <summary>The name up to its first hyphen.</summary>
    public string Operation => Name.Split('-')[0];

    public bool IsSigned => Holds("{signature}");

    /// <summary>Whether the answer is an error.</summary>
    public bool IsRefused => Expected("refusal").Any();

    public int? LifetimeSeconds => Expected("lives").Select(seconds => int.Parse(seconds, CultureInfo.InvariantCulture)).Cast<int?>().SingleOrDefault();

    /// <summary>The expected members, by their path.</summary>
    public IEnumerable<(string Path, string Text)> Members => Expected("member").Select(expected => (expected.Split(' ')[0], expected[(expected.IndexOf(' ') + 1)..]));

    /// <summary>The case <c>{client}/{name}</c>.</summary>
    public static RecordedCase Of(string client, string name) => Files[$"{client}/{name}"];

    /// <summary>Whether the placeholder stands anywhere in the message.</summary>
    public bool Holds(string placeholder) => HeaderLines.Append(RequestLine).Append(Body).Any(part => part.Contains(placeholder, StringComparison.Ordinal));

    /// <summary>What follows that word among the expectations.</summary>
    public IEnumerable<string> Expected(string word) =>
        Expectations.Where(line => line.StartsWith($"{word} ", StringComparison.Ordinal)).Select(line => line[(word.Length + 1)..]);

    private static RecordedCase Read(string path)
    {
        string[] lines = File.ReadAllLines(path);
        string[] head = [.. lines.TakeWhile(line => line.StartsWith('#'))];
        string[] message = lines[head.Length..];
        int blank = Array.IndexOf(message, "");
        return new RecordedCase(
            Path.GetFileName(Path.GetDirectoryName(path)!), Path.GetFileNameWithoutExtension(path), message[0], message[1..blank],
            string.Concat(message[(blank + 1)..]), [.. head.Where(line => line.StartsWith("#: ", StringComparison.Ordinal)).Select(line => line[3..])]);
    }

    // Beside the sources: the cases are read by people first.
    private static string Folder()
    {
        for (DirectoryInfo? directory = new(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            string cases = Path.Combine(directory.FullName, "Replay", "Cases");
            if (Directory.Exists(cases))
            {
                return cases;
            }
        }

        throw new InvalidOperationException("The recorded cases stand beside the sources: run the tests from inside the repository.");
    }
}
