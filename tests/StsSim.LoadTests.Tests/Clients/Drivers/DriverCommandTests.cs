using StsSim.LoadTests.Clients.Drivers;
using StsSim.LoadTests.Runs;

namespace StsSim.LoadTests.Tests.Clients.Drivers;

public sealed class DriverCommandTests
{
    [Theory]
    [InlineData("ruby", new[] { "ruby" })]
    [InlineData("  ruby   sts.rb ", new[] { "ruby", "sts.rb" })]
    [InlineData("ruby \"my drivers/sts.rb\" --fast", new[] { "ruby", "my drivers/sts.rb", "--fast" })]
    [InlineData("sh -c 'echo \"hello\"'", new[] { "sh", "-c", "echo \"hello\"" })]
    [InlineData("a --name='b c'd ''", new[] { "a", "--name=b cd", "" })]
    public void A_command_is_split_as_a_shell_does(string command, string[] words)
    {
        DriverCommand parsed = DriverCommand.Parse(command);

        string[] split = [parsed.Program, .. parsed.Arguments];
        Assert.Equal(words, split);
    }

    [Theory]
    [InlineData("ruby 'sts.rb", "The driver's command has a ' without its other half: ruby 'sts.rb")]
    [InlineData("  ", "The driver has no command.")]
    public void What_is_no_command_is_a_sentence_for_the_user(string command, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<CannotRunException>(() => DriverCommand.Parse(command)).Message);
}
