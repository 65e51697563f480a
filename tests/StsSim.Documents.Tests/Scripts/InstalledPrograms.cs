using System.Text.RegularExpressions;
using StsSim.Deploy.Tests;

namespace StsSim.Documents.Tests.Scripts;

/// <summary>Programs that documents call and that a machine may not have.</summary>
internal static partial class InstalledPrograms
{
    /// <summary>The folders of the machine's programs, and first what install-clients has put beside the tests.</summary>
    public static string SearchPath { get; } = string.Join(
        Path.PathSeparator,
        Path.Combine(Repository.Root, "tests/StsSim.Compatibility.Tests/Python/.venv/bin"),
        Environment.GetEnvironmentVariable("PATH"));

    /// <summary>Which of them commands call, by their text.</summary>
    public static IEnumerable<string> CalledBy(string commands) =>
        Call().Matches(Comment().Replace(commands, "")).Select(match => match.Value).Distinct(StringComparer.Ordinal);

    public static bool Has(string program) => SearchPath.Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    [GeneratedRegex(@"(?<=^|[\s(|&;])(aws|curl|docker|go|helm|java|jq|keytool|kubectl|node|npm|openssl|pg_dump|pip|psql|python3|redis-cli|redis-server|ruby|sudo|terraform)(?=\s|$)", RegexOptions.Multiline)]
    private static partial Regex Call();

    [GeneratedRegex(@"(?<=^|\s)#.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
