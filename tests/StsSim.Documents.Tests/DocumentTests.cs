using StsSim.Compatibility.Tests.Hosting;
using StsSim.Documents.Tests.Documents;
using StsSim.Documents.Tests.Scripts;

namespace StsSim.Documents.Tests;

public sealed class DocumentTests(ITestOutputHelper output)
{
    public static TheoryData<string> Paths =>
        [.. TrackedFiles.Documents.Where(document => document.Blocks.Any(block => block.IsExecuted)).Select(document => document.Path)];

    [Fact]
    public void Every_command_is_run_or_marked()
    {
        string[] mistakes = [.. TrackedFiles.Documents.SelectMany(MistakesOf)];

        Assert.True(mistakes.Length == 0, string.Join('\n', mistakes));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Its_commands_work(string path)
    {
        Document document = TrackedFiles.Read(path);
        Assert.Empty(MistakesOf(document)); // or it might build, or never end
        var script = new DocumentScript(document, InstalledPrograms.Has);
        string leftOut = string.Join('\n', script.LeftOut.Select(left => $"{path}:{left.Line} is left out, {left.Sentence}"));
        output.WriteLine(leftOut);
        Assert.SkipUnless(script.HasCommands, leftOut);

        using var folder = new WorkingFolder();
        await using HostProcess? simulator = script.NeedsSimulator ? HostProcess.Start() : null;
        string address = simulator is null ? "" : (await simulator.ReadyAsync()).Authority;
        ScriptRun run = await ScriptRun.OfAsync(folder, to => script.Text(address, to));
        output.WriteLine(run.Output);

        Assert.True(run.ExitCode is not null, $"{path} is not done after two minutes; it hangs in the block {run.LastBlock}\n{run.Output}");
        Assert.True(run.ExitCode == 0, $"{path} ended with exit code {run.ExitCode} in the block {run.LastBlock}\n{run.Output}");
        Assert.True(run.LeftRunning.Count == 0, $"{path} left running: {string.Join(", ", run.LeftRunning)}\n{run.Output}");
    }

    private static IEnumerable<string> MistakesOf(Document document) =>
        new Review(TrackedFiles.Runners).MistakesOf(document).Select(mistake => $"{document.Path}:{mistake.Line}: {mistake.Sentence}");
}
