using System.Reflection;
using System.Text.RegularExpressions;

namespace StsSim.Architecture.Tests;

/// <summary>The sources these tests were built from, and what was built.</summary>
internal static partial class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The names of the rooms under <c>src</c>.</summary>
    public static IReadOnlyList<string> Rooms { get; } = [.. Projects("src").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    public static Assembly AssemblyOf(string room) => Assembly.Load(room);

    public static string ProjectOf(string room) => Path.Combine(Root, "src", room, $"{room}.csproj");

    public static IEnumerable<string> Projects(params IEnumerable<string> folders) => Files("*.csproj", folders);

    public static IEnumerable<string> Sources(params IEnumerable<string> folders) => Files("*.cs", folders);

    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    /// <summary>What a C# file declares, by name.</summary>
    public static IEnumerable<string> TypesIn(string source) => File.ReadLines(source)
        .Where(line => !line.TrimStart().StartsWith('/'))
        .SelectMany(line => Declaration().Matches(line))
        .Select(match => match.Groups["name"].Value);

    private static IEnumerable<string> Files(string pattern, IEnumerable<string> folders) => folders
        .Select(folder => Path.Combine(Root, folder))
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories))
        .Where(path => !Relative(path).Split('/').Any(part => part is "bin" or "obj"));

    private static string FindRoot()
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "StsSim.sln")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName ?? throw new InvalidOperationException("These tests read the sources: run them from inside the repository.");
    }

    [GeneratedRegex(@"\b(class|struct|interface|enum|record( class| struct)?)\s+(?<name>[A-Z]\w*)", RegexOptions.ExplicitCapture)]
    private static partial Regex Declaration();
}
