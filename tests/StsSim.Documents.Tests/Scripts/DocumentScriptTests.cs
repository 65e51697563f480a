using StsSim.Documents.Tests.Documents;

namespace StsSim.Documents.Tests.Scripts;

public sealed class DocumentScriptTests
{
    [Fact]
    public async Task Blocks_share_one_shell_and_its_files()
    {
        ScriptRun run = await RunAsync("""
            ```sh
            export WHO=Bob
            ```
            <!-- file: greeting.json -->
            ```json
            { "greeting": "$WHO" }
            ```
            <!-- not run: it must not be -->
            ```sh
            exit 7
            ```
            ```sh
            cat greeting.json
            echo "I am $WHO" > said.txt
            cat said.txt
            test -f src/StsSim.Host/README.md
            ```
            """);

        Assert.Equal(("== a.md:1\n== a.md:12\n{ \"greeting\": \"$WHO\" }\nI am Bob\n", 0), (run.Output, run.ExitCode));
        Assert.Empty(run.LeftRunning);
    }

    [Theory]
    [InlineData("false")]
    [InlineData("echo $NOT_SET")]
    [InlineData("false | cat")]
    [InlineData("if")]
    [InlineData("curl -s http://127.0.0.1:9/")]
    public async Task What_fails_ends_it(string command)
    {
        ScriptRun run = await RunAsync($"```sh\necho before\n```\n```sh\n{command}\n```\n```sh\necho later\n```");

        Assert.NotEqual(0, run.ExitCode);
        Assert.Equal("a.md:4", run.LastBlock);
        Assert.DoesNotContain("later", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_left_running_is_named_and_ended()
    {
        ScriptRun run = await RunAsync("```sh\nsleep 1000 &\necho $!\n```");

        Assert.Contains("(sleep)", Assert.Single(run.LeftRunning), StringComparison.Ordinal);
        string id = run.Output.Trim().Split('\n')[^1];
        Assert.True(!File.Exists($"/proc/{id}/stat") || (await File.ReadAllTextAsync($"/proc/{id}/stat", TestContext.Current.CancellationToken)).Contains("(sleep) Z", StringComparison.Ordinal));
    }

    [Fact]
    public void Programs_and_addresses_are_those_of_the_tests()
    {
        DocumentScript script = Script("```sh\ndotnet run -c Release --project src/StsSim.Host -- keys world.json\ncurl http://localhost:7870/a http://127.0.0.1:7870/b\n```");

        string text = script.Text("127.0.0.1:4711", "out");

        Assert.True(script.NeedsSimulator);
        Assert.Contains($"'{BuiltPrograms.DotNet}' '{Path.Combine(AppContext.BaseDirectory, "StsSim.Host.dll")}' keys world.json\n", text, StringComparison.Ordinal);
        Assert.Contains("curl http://127.0.0.1:4711/a http://127.0.0.1:4711/b\n", text, StringComparison.Ordinal);
        Assert.All(BuiltPrograms.Names, name => Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, $"{name}.dll")), name));
    }

    [Fact]
    public void Blocks_without_their_program_are_left_out()
    {
        DocumentScript script = Script("```sh\nA=1 aws sts help | jq .\n```\n```sh\necho aws.json # aws\n```");

        Assert.Equal([new Mistake(1, "not installed: aws, jq")], script.LeftOut);
        Assert.True(script.HasCommands);
        Assert.False(script.NeedsSimulator);
        Assert.False(Script("```sh\naws sts help\n```").HasCommands);
    }

    private static DocumentScript Script(string text) => new(Document.Parse("a.md", text), program => program == "curl");

    private static async Task<ScriptRun> RunAsync(string text)
    {
        var script = new DocumentScript(Document.Parse("a.md", text), _ => true);
        using var folder = new WorkingFolder();
        return await ScriptRun.OfAsync(folder, output => script.Text("", output));
    }
}
