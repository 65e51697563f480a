using System.ComponentModel;
using System.Diagnostics;
using StsSim.Compatibility.Tests.Clients;

namespace StsSim.Documents.Tests.Scripts;

/// <summary>How a script ended.</summary>
/// <param name="ExitCode">Or <see langword="null"/> where its time was over.</param>
/// <param name="Output">All that its commands wrote.</param>
/// <param name="LeftRunning">What it had started and not ended.</param>
internal sealed record ScriptRun(int? ExitCode, string Output, IReadOnlyList<string> LeftRunning)
{
    /// <summary>Far more than a document takes: what hangs is to be told, and nothing else.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    /// <summary>Where the block stands in which it ended.</summary>
    public string? LastBlock =>
        Output.Split('\n').LastOrDefault(line => line.StartsWith(DocumentScript.Heading, StringComparison.Ordinal))?[DocumentScript.Heading.Length..];

    public static async Task<ScriptRun> OfAsync(WorkingFolder folder, Func<string, string> textWithOutput)
    {
        string output = folder.Beside("output");
        await File.WriteAllTextAsync(output, "", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(folder.Beside("script"), textWithOutput(output), TestContext.Current.CancellationToken);
        ProcessStartInfo start = ClientEnvironment.Start("setsid", "bash", folder.Beside("script"));
        start.WorkingDirectory = folder.Path;
        start.Environment["PATH"] = InstalledPrograms.SearchPath;
        using Process process = Start(start);
        var group = new ProcessGroup(process.Id);
        int? exitCode = null;
        IReadOnlyList<string> left = [];
        try
        {
            if (await EndsAsync(process))
            {
                exitCode = process.ExitCode;
                left = await LeftBehindAsync(group);
            }
        }
        finally
        {
            await group.KillAsync();
        }

        // Before bash has the script's own output, it writes to its standard error: of a script that it cannot read, for one.
        string error = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        return new ScriptRun(exitCode, await File.ReadAllTextAsync(output, TestContext.Current.CancellationToken) + error, left);
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            Assert.Skip("setsid is not installed, without which nobody knows what a script leaves running.");
            throw;
        }
    }

    private static async Task<bool> EndsAsync(Process process)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return true;
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }

    // What is just ending may do so.
    private static async Task<IReadOnlyList<string>> LeftBehindAsync(ProcessGroup group)
    {
        IReadOnlyList<string> left = group.Running;
        for (int look = 0; look < 50 && left.Count > 0; look++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            left = group.Running;
        }

        return left;
    }
}
