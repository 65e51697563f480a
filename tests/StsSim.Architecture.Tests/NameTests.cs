using System.Text.RegularExpressions;

namespace StsSim.Architecture.Tests;

public sealed partial class NameTests
{
    private static readonly string[] Folders = ["src", "loadtests", "tests"];

    [Fact]
    public void No_type_and_no_file_has_a_name_that_says_nothing()
    {
        string[] sources = [.. Repository.Sources(Folders)];
        Assert.NotEmpty(sources);

        Assert.DoesNotContain(sources.Select(path => Path.GetFileName(path)), name => SaysNothing().IsMatch(name));
        Assert.DoesNotContain(sources.SelectMany(Repository.TypesIn), name => SaysNothing().IsMatch(name));
        Assert.DoesNotContain(
            Repository.Rooms.SelectMany(room => Repository.AssemblyOf(room).GetTypes()).Where(IsOurs), type => SaysNothing().IsMatch(type.Name));
    }

    [Theory]
    [InlineData("StringUtils", true)]
    [InlineData("TestHelper", true)]
    [InlineData("Helpers", true)]
    [InlineData("CommonErrors", true)]
    [InlineData("QuotaManager", true)]
    [InlineData("ManagedPolicies", false)]
    [InlineData("TokenLease", false)]
    public void Such_names_are_recognised(string name, bool saysNothing) => Assert.Equal(saysNothing, SaysNothing().IsMatch(name));

    [Fact]
    public void Namespaces_equal_folders()
    {
        foreach (string source in Repository.Sources("src"))
        {
            string[] namespaces = [.. File.ReadLines(source).Select(line => Namespace().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value)];
            if (namespaces.Length == 0)
            {
                Assert.Empty(Repository.TypesIn(source)); // statements only
                continue;
            }

            string folder = Path.GetDirectoryName(Repository.Relative(source))!["src/".Length..].Replace('\\', '/').Replace('/', '.');
            Assert.Equal([folder], namespaces);
        }
    }

    private static bool IsOurs(Type type) => type.Namespace?.StartsWith("StsSim", StringComparison.Ordinal) ?? false;

    [GeneratedRegex("Utils|Helper|Common|Manager")]
    private static partial Regex SaysNothing();

    // File-scoped: one a file, up to the semicolon.
    [GeneratedRegex(@"^namespace ([\w.]+);$")]
    private static partial Regex Namespace();
}
