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
        var review = new Review(TrackedFiles.Runners);

        Assert.Empty(TrackedFiles.Documents.SelectMany(document => review.MistakesOf(document).Select(mistake => $"{document.Path}:{mistake.Line}: {mistake.Sentence}")));
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public async Task Its_commands_work(string path)
    {
        var script = new DocumentScript(TrackedFiles.Read(path), InstalledPrograms.Has);
        string leftOut = string.Join('\n', script.LeftOut.Select(left => $"{path}:{left.Line} is left out, {left.Sentence}"));
        output.WriteLine(leftOut);
        Assert.SkipUnless(script.HasCommands, leftOut);

        using var folder = new WorkingFolder();
        await using HostProcess? simulator = script.NeedsSimulator ? HostProcess.Start() : null;
        string address = simulator is null ? "" : (await simulator.ReadyAsync()).Authority;
        ScriptRun run = await ScriptRun.OfAsync(folder, to => script.Text(address, to));
        output.WriteLine(run.Output);

        Assert.True(run.ExitCode is not null, $"{path} is not done after two minutes. Its last block is the one that hangs:\n{run.Output}");
        Assert.True(run.ExitCode == 0, $"{path} ended with exit code {run.ExitCode}. Its last block is the one that failed:\n{run.Output}");
        Assert.True(run.LeftRunning.Count == 0, $"{path} left running: {string.Join('\n', run.LeftRunning)}");
    }
}
