namespace StsSim.Architecture.Tests;

/// <summary>Every package that is restored, for the program, its tests and its tools, may be used by anybody for anything.</summary>
public sealed class LicenceTests : IDisposable
{
    private static readonly string[] Permissive = ["MIT", "MIT-0", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "0BSD", "PostgreSQL"];

    // Texts, or older than licence expressions. Read by hand; another version is another text.
    private static readonly Dictionary<string, string> ReadByHand = new()
    {
        ["Fractions/7.3.0"] = "the text of BSD-2-Clause",
        ["HdrHistogram/2.5.0"] = "CC0-1.0 or BSD-2-Clause, at one's choice",
        ["Microsoft.NETCore.Platforms/1.1.0"] = "the .NET Library licence: redistributable; names of platforms, no code",
        ["NETStandard.Library/1.6.1"] = "the .NET Library licence: redistributable; reference assemblies, not shipped",
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("stssim-licences-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Every_package_has_a_permissive_licence()
    {
        IReadOnlyList<RestoredPackage> packages = RestoredPackage.All();

        Assert.Contains(packages, package => package.Id == "Microsoft.Orleans.Server"); // those of the program
        Assert.Contains(packages, package => package.Id == "xunit.v3"); // and those of the tests
        Assert.DoesNotContain(packages, package => !IsAllowed(package));
    }

    [Theory]
    [InlineData("<license type=\"expression\">MIT</license>", true)]
    [InlineData("<license type=\"expression\">GPL-3.0-only OR Apache-2.0</license>", true)]
    [InlineData("<license type=\"expression\">GPL-3.0-only</license>", false)]
    [InlineData("<license type=\"expression\">MIT AND LGPL-2.1-only</license>", false)]
    [InlineData("<license type=\"expression\">MIT-Modern-Variant</license>", false)]
    [InlineData("<licenseUrl>https://example.com/mit</licenseUrl>", false)]
    [InlineData("<license type=\"file\">LICENSE</license>", false)]
    [InlineData("", false)]
    public void A_licence_that_is_not_known_to_be_permissive_is_refused(string licence, bool expected)
    {
        string nuspec = Path.Combine(_folder.FullName, "x.nuspec");
        File.WriteAllText(nuspec, $"<package><metadata><id>X</id><version>1.0.0</version>{licence}</metadata></package>");
        File.WriteAllText(Path.Combine(_folder.FullName, "LICENSE"), "You may look at it on Sundays.");

        Assert.Equal(expected, IsAllowed(RestoredPackage.Read(nuspec)));
    }

    private static bool IsAllowed(RestoredPackage package) =>
        ReadByHand.ContainsKey($"{package.Id}/{package.Version}")
        || package.Licence.Split(" OR ").Any(choice => choice.Split(" AND ").All(part => Permissive.Contains(part.Trim('(', ')', ' '))));
}
