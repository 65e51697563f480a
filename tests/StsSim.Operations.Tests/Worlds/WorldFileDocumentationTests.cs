using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using StsSim.Grains.Abstractions.Accounts;

namespace StsSim.Operations.Tests.Worlds;

/// <summary>The examples of docs/world-files.md are worlds.</summary>
public sealed partial class WorldFileDocumentationTests : IDisposable
{
    private const string Variable = "STSSIM_DOCS_EXAMPLE";

    public WorldFileDocumentationTests() => Environment.SetEnvironmentVariable(Variable, "anything");

    public void Dispose() => Environment.SetEnvironmentVariable(Variable, null);

    [Fact]
    public void Each_example_is_a_valid_world()
    {
        string[] examples = Examples();
        Assert.Equal(4, examples.Length);

        foreach (string example in examples)
        {
            WorldText.Read(example);
            Assert.True(PublishedSchema.Accepts(example), example);
        }
    }

    [Fact]
    public void The_hundred_thousand_users_are_there()
    {
        AccountDefinition account = WorldText.Read(Examples()[1]).Accounts[0].Account;

        Assert.Equal(100_000, account.Users.Count);
        Assert.Equal("user-100000", account.Users[^1].Name);
        Assert.Contains("arn:aws:sts::123456789012:federated-user/u100000-*", account.Users[^1].Policies["own-prefix"], StringComparison.Ordinal);
    }

    private static string[] Examples([CallerFilePath] string here = "")
    {
        string page = Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "docs", "world-files.md");
        return [.. Example().Matches(File.ReadAllText(page)).Select(match => match.Groups[1].Value)];
    }

    [GeneratedRegex(@"^```json\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Example();
}
