namespace StsSim.Fuzz.Tests.Engine;

/// <summary>
/// The inputs that are kept: <c>good-…</c> is accepted, <c>bad-…</c> is not, and what stands in <c>Findings</c> once broke
/// something.
/// </summary>
internal static class Corpus
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "Corpora");

    /// <summary>Every input of a target by its path in the target's folder, in a fixed order.</summary>
    public static IReadOnlyList<KeyValuePair<string, byte[]>> Of(string target)
    {
        string folder = Path.Combine(Root, target);
        return
        [
            .. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal)
                .Select(path => KeyValuePair.Create(Path.GetRelativePath(folder, path), File.ReadAllBytes(path))),
        ];
    }

    /// <summary>A key that signs what is fuzzed. It was made for these tests and signs nothing else.</summary>
    public static string Key(string name) => File.ReadAllText(Path.Combine(Root, "keys", $"{name}.pem"));
}
