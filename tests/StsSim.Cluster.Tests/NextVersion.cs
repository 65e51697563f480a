using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace StsSim.Cluster.Tests;

/// <summary>
/// A build of the host as its next version might be: its messages and its stored state have members that this version does
/// not know, and a grain has a method more.
/// </summary>
internal sealed class NextVersion : IDisposable
{
    private static readonly string[] Sources = ["src", "Directory.Build.props", "Directory.Packages.props", "global.json", "BannedSymbols.txt", "README.md", "LICENSE"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("stssim-next-");

    /// <summary>What is started instead of this version's host.</summary>
    public string Host => Path.Combine(_folder.FullName, "out", "StsSim.Host.dll");

    public static async Task<NextVersion> BuildAsync()
    {
        var next = new NextVersion();
        try
        {
            foreach (string source in Sources)
            {
                next.Copy(source);
            }

            next.Edit("src/StsSim.Grains.Abstractions/Accounts/AccountSettings.cs", "public sealed record AccountSettings\n{", "[Id(900)] public string? NextMember { get; init; } = \"of the next version\";\n");
            next.Edit("src/StsSim.Grains.Abstractions/Environment/EnvironmentSnapshot.cs", "public sealed record EnvironmentSnapshot\n{", "[Id(900)] public IReadOnlyList<string> NextMember { get; init; } = [\"of the next version\"];\n");
            next.Edit("src/StsSim.Grains.Abstractions/Quotas/LeaseRequest.cs", "[property: Id(5)] int Wanted)\n{", "[Id(900)] public long NextMember { get; init; } = 1;\n\npublic LeaseRequest() : this(default, 0, 0, default, 0, 0) { }\n");
            next.Edit("src/StsSim.Grains/Accounts/AccountState.cs", "internal sealed class AccountState\n{", "[Id(900)] public List<string> NextMember { get; set; } = [\"of the next version\"];\n");
            next.Edit("src/StsSim.Grains/Environment/EnvironmentState.cs", "internal sealed class EnvironmentState\n{", "[Id(900)] public string NextMember { get; set; } = \"of the next version\";\n");
            next.Edit("src/StsSim.Grains/Ledgers/LedgerShardState.cs", "internal sealed class LedgerShardState\n{", "[Id(900)] public string NextMember { get; set; } = \"of the next version\";\n");
            next.Edit("src/StsSim.Grains.Abstractions/Accounts/IAccountGrain.cs", "public interface IAccountGrain : IGrainWithStringKey\n{", "[Alias(\"NextMethod\")] Task NextMethod() => Task.CompletedTask;\n");
            await next.BuildHereAsync();
            return next;
        }
        catch
        {
            next.Dispose();
            throw;
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));

    private void Copy(string source)
    {
        string from = Path.Combine(Root(), source);
        IEnumerable<string> files = File.Exists(from)
            ? [from]
            : Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"));
        foreach (string file in files)
        {
            string to = Path.Combine(_folder.FullName, Path.GetRelativePath(Root(), file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to);
        }
    }

    private void Edit(string file, string after, string inserted)
    {
        string path = Path.Combine(_folder.FullName, file);
        string text = File.ReadAllText(path);
        int at = text.IndexOf(after, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{file} reads otherwise than this test thinks.");
        File.WriteAllText(path, text.Insert(at + after.Length, "\n" + inserted));
    }

    private async Task BuildHereAsync()
    {
        string dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        string[] arguments =
        [
            "build", Path.Combine(_folder.FullName, "src", "StsSim.Host"), "--output", Path.Combine(_folder.FullName, "out"),
            "-p:TreatWarningsAsErrors=false", "-p:RunAnalyzers=false", "-p:EnforceCodeStyleInBuild=false", "--disable-build-servers", "--nologo", "-v:q",
        ];
        using var build = Process.Start(new ProcessStartInfo(dotnet, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> error = build.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await build.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await build.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(build.ExitCode == 0, output + await error);
    }
}
