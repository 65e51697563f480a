namespace StsSim.Documents.Tests.Documents;

public sealed class ReviewTests
{
    private static readonly Review Review = new(new HashSet<string> { "SomeTests", ".ci/run" });

    [Theory]
    [InlineData("", "sh", "echo")]
    [InlineData("", "sh", "dotnet run -c Release --project src/StsSim.Host -- validate world.json")]
    [InlineData("", "sh", "docs/guides/provision.sh # as tests/fuzz")]
    [InlineData("", "json", "{}")]
    [InlineData("<!-- not run: needs Docker -->", "sh", "docker ps")]
    [InlineData("<!-- not run: a release is built -->", "sh", "dotnet publish")]
    [InlineData("<!-- run by: SomeTests -->", "sh", "server")]
    [InlineData("<!-- run by: .ci/run -->", "sh", "dotnet test")]
    [InlineData("<!-- file: my-world.json -->", "json", "{}")]
    public void These_are_good(string before, string language, string content) => Assert.Empty(MistakesOf(before, language, content));

    [Theory]
    [InlineData("", "bash", "ls", "commands are 'sh', not 'bash'")]
    [InlineData("", "console", "$ ls", "commands are 'sh', not 'console'")]
    [InlineData("", "Shell", "ls", "commands are 'sh', not 'Shell'")]
    [InlineData("", "sh title=x", "ls", "commands are 'sh', not 'sh title=x'")]
    [InlineData("<!-- not run: -->", "sh", "ls", "'not run' has no reason")]
    [InlineData("<!-- not run:   -->", "sh", "ls", "'not run' has no reason")]
    [InlineData("<!-- not run -->", "sh", "ls", "'<!-- not run -->' is no mark")]
    [InlineData("<!-- Not run: why -->", "sh", "ls", "'<!-- Not run: why -->' is no mark")]
    [InlineData("<!-- a thought -->", "sh", "ls", "'<!-- a thought -->' is no mark")]
    [InlineData("<!-- run by: -->", "sh", "ls", "'' is neither a test class nor a script under .ci")]
    [InlineData("<!-- run by: Nobody -->", "sh", "ls", "'Nobody' is neither a test class nor a script under .ci")]
    [InlineData("<!-- run by: .ci/none -->", "sh", "ls", "'.ci/none' is neither a test class nor a script under .ci")]
    [InlineData("<!-- run by: SomeTests -->", "yaml", "a: 1", "only 'sh' is run")]
    [InlineData("<!-- file: a.sh -->", "sh", "ls", "a file is not 'sh', or its commands would not be run")]
    [InlineData("<!-- file: ../a.json -->", "json", "{}", "'../a.json' is no name of a file in the working directory")]
    [InlineData("<!-- file: src/a.json -->", "json", "{}", "'src/a.json' is no name of a file in the working directory")]
    [InlineData("", "sh", "A=1 tests/fuzz 60", "'tests/fuzz' would build; these tests have only StsSim.Host and StsSim.LoadTests")]
    [InlineData("", "sh", "dotnet test", "'dotnet test' would build; these tests have only StsSim.Host and StsSim.LoadTests")]
    [InlineData("", "sh", "dotnet run -c Release --project loadtests/StsSim.Benchmarks", "'dotnet run' would build; these tests have only StsSim.Host and StsSim.LoadTests")]
    public void These_are_not(string before, string language, string content, string sentence) =>
        Assert.Equal(new Mistake(2, sentence), Assert.Single(MistakesOf(before, language, content)));

    private static IEnumerable<Mistake> MistakesOf(string before, string language, string content) =>
        Review.MistakesOf(Document.Parse("a.md", $"{before}\n```{language}\n{content}\n```\n"));
}
