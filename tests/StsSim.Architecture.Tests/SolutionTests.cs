namespace StsSim.Architecture.Tests;

public sealed class SolutionTests
{
    // Their packages cannot be had everywhere, so they must not break the build of everything else.
    private static readonly string[] OutsideOnPurpose =
    [
        "loadtests/StsSim.LoadTests.NBomber/StsSim.LoadTests.NBomber.csproj",
        "tests/StsSim.IamSdk.Tests/StsSim.IamSdk.Tests.csproj",
    ];

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        string solution = File.ReadAllText(Path.Combine(Repository.Root, "StsSim.sln")).Replace('\\', '/');
        string[] projects = [.. Repository.Projects("src", "loadtests", "tests").Select(Repository.Relative)];
        Assert.NotEmpty(projects);

        Assert.All(projects.Except(OutsideOnPurpose), project => Assert.Contains($"\"{project}\"", solution, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_room_has_tests_of_its_own()
    {
        string[] tests = [.. Repository.Projects("tests").Select(path => Path.GetFileNameWithoutExtension(path))];

        // The door and the house as a whole are tested by real clients, messages by the grains that exchange them.
        Assert.Empty(Repository.Rooms.Except(["StsSim.Gateway", "StsSim.Host", "StsSim.Grains.Abstractions"]).Select(room => $"{room}.Tests").Except(tests));
    }
}
