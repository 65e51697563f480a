using System.ComponentModel;
using System.Diagnostics;
using StsSim.Deploy.Tests;

namespace StsSim.Documents.Tests.Documents;

/// <summary>What the repository has: of what else lies in the folder, packages of others among it, nothing is ours.</summary>
internal static class TrackedFiles
{
    private static readonly string[] NoSources = [".git", ".venv", "artifacts", "bin", "node_modules", "obj", "plugins", "program", "TestResults"];

    public static IReadOnlyList<string> Paths { get; } = Ask();

    /// <summary>Files and folders of the repository's root.</summary>
    public static IEnumerable<string> Roots => Paths.Select(path => path.Split('/')[0]).Distinct(StringComparer.Ordinal);

    public static IEnumerable<Document> Documents => Paths.Where(path => path.EndsWith(".md", StringComparison.Ordinal)).Select(Read);

    /// <summary>What <c>run by</c> may name.</summary>
    public static IReadOnlySet<string> Runners { get; } = Paths
        .Where(path => path.StartsWith(".ci/", StringComparison.Ordinal) || IsTestClass(path))
        .Select(path => path.StartsWith(".ci/", StringComparison.Ordinal) ? path : Path.GetFileNameWithoutExtension(path))
        .ToHashSet(StringComparer.Ordinal);

    public static Document Read(string path) => Document.Parse(path, File.ReadAllText(Path.Combine(Repository.Root, path)));

    private static bool IsTestClass(string path) =>
        path.StartsWith("tests/", StringComparison.Ordinal)
        && path.EndsWith("Tests.cs", StringComparison.Ordinal)
        && File.ReadAllText(Path.Combine(Repository.Root, path)).Contains($"class {Path.GetFileNameWithoutExtension(path)}", StringComparison.Ordinal);

    // Those that are about to be added, too. Where git cannot say it, in sources without their history, what is built or installed is passed over.
    private static string[] Ask()
    {
        // Whoever checked it out; nothing in it is run by this.
        var start = new ProcessStartInfo("git", ["-c", "safe.directory=*", "ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        {
            WorkingDirectory = Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using Process git = Process.Start(start)!;
            git.ErrorDataReceived += (_, _) => { };
            git.BeginErrorReadLine();
            string[] paths = git.StandardOutput.ReadToEnd().Split('\0', StringSplitOptions.RemoveEmptyEntries);
            git.WaitForExit();
            return git.ExitCode == 0
                ? [.. paths.Distinct(StringComparer.Ordinal).Where(path => File.Exists(Path.Combine(Repository.Root, path)))]
                : [.. SourcesIn(Repository.Root)];
        }
        catch (Win32Exception)
        {
            return [.. SourcesIn(Repository.Root)];
        }
    }

    private static IEnumerable<string> SourcesIn(string folder) => Directory.EnumerateFiles(folder).Select(Repository.Relative)
        .Concat(Directory.EnumerateDirectories(folder).Where(inner => !NoSources.Contains(Path.GetFileName(inner))).SelectMany(SourcesIn));
}
