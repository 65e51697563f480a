namespace StsSim.Architecture.Tests;

/// <summary>Who may know whom, by the project files and by what the built assemblies really use.</summary>
public sealed class ArrowTests
{
    private const string AspNetCore = "Microsoft.AspNetCore";

    // What only a silo needs; the Orleans that a caller of grains needs is Orleans.Core, its abstractions and serialization.
    private static readonly string[] SiloAssemblies = ["Orleans.Runtime", "Orleans.Server", "Orleans.Persistence", "Orleans.Clustering", "Orleans.Hosting", "Orleans.Streaming", "Orleans.Reminders"];

    // A room that is new here has to be given its arrows.
    public static TheoryData<string, string[]> Arrows { get; } = new()
    {
        { "StsSim.Protocol", [] },
        { "StsSim.Iam", [] },
        { "StsSim.Federation", [] },
        { "StsSim.Grains.Abstractions", ["StsSim.Iam"] },
        { "StsSim.Grains", ["StsSim.Grains.Abstractions", "StsSim.Iam"] },
        { "StsSim.Operations", ["StsSim.Federation", "StsSim.Grains.Abstractions", "StsSim.Iam", "StsSim.Protocol"] },
        { "StsSim.Gateway", ["StsSim.Federation", "StsSim.Grains.Abstractions", "StsSim.Iam", "StsSim.Operations", "StsSim.Protocol"] },
        { "StsSim.Host", ["StsSim.Federation", "StsSim.Gateway", "StsSim.Grains", "StsSim.Grains.Abstractions", "StsSim.Iam", "StsSim.Operations", "StsSim.Protocol"] },
        { "StsSim.Testing", ["StsSim.Host"] },
        { "StsSim.Testing.Containers", ["StsSim.Testing"] },
        { "StsSim.Aspire.Hosting", [] },
    };

    public static TheoryData<string> WithoutWeb { get; } = [.. Repository.Rooms.Except(["StsSim.Gateway", "StsSim.Host"])];

    public static TheoryData<string> WithoutSilo { get; } = [.. Repository.Rooms.Except(["StsSim.Grains", "StsSim.Host"])];

    [Fact]
    public void Every_room_has_its_arrows() =>
        Assert.Equal(Repository.Rooms, Arrows.Select(row => row.Data.Item1).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Arrows))]
    public void A_room_knows_no_other_room_than_it_may(string room, string[] mayKnow)
    {
        Assert.Empty(new ProjectFile(Repository.ProjectOf(room)).Projects.Except(mayKnow));
        Assert.Empty(References(room).Where(name => name.StartsWith("StsSim.", StringComparison.Ordinal)).Except(mayKnow));
    }

    [Theory]
    [InlineData("StsSim.Protocol")]
    [InlineData("StsSim.Iam")]
    public void Protocol_and_Iam_know_the_base_class_library_only(string room)
    {
        var project = new ProjectFile(Repository.ProjectOf(room));

        Assert.Empty(project.Projects.Concat(project.Packages).Concat(project.Frameworks));
        Assert.All(References(room), name => Assert.Matches(@"^(System(\..+)?|netstandard|mscorlib|Microsoft\.Win32\..+)$", name));
    }

    [Theory]
    [MemberData(nameof(WithoutWeb))]
    public void ASP_NET_Core_is_known_to_Gateway_and_Host_alone(string room)
    {
        var project = new ProjectFile(Repository.ProjectOf(room));

        Assert.DoesNotContain("Microsoft.AspNetCore.App", project.Frameworks);
        Assert.DoesNotContain([.. References(room), .. project.Packages], name => name.StartsWith(AspNetCore, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(WithoutSilo))]
    public void The_silo_is_known_to_Grains_and_Host_alone(string room)
    {
        var project = new ProjectFile(Repository.ProjectOf(room));

        Assert.Empty(project.Packages.Where(package => package.StartsWith("Microsoft.Orleans", StringComparison.Ordinal)).Except(["Microsoft.Orleans.Sdk", "Microsoft.Orleans.Client"]));
        Assert.DoesNotContain(References(room), name => SiloAssemblies.Any(silo => name.StartsWith(silo, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("StsSim.Grains")]
    [InlineData("StsSim.Host")]
    public void The_silo_is_recognised_where_it_is_known(string room) =>
        Assert.Contains(References(room), name => SiloAssemblies.Any(silo => name.StartsWith(silo, StringComparison.Ordinal)));

    [Fact]
    public void Load_tests_know_the_wire_and_of_the_simulator_the_host_alone()
    {
        string[] rooms = [.. Repository.Rooms.Where(room => room != "StsSim.Host")];
        foreach (string project in Repository.Projects("loadtests").Where(path => Path.GetFileName(path).StartsWith("StsSim.LoadTests", StringComparison.Ordinal)))
        {
            Assert.Empty(new ProjectFile(project).Projects.Intersect(rooms));

            // The host's reference brings the other rooms along; the sources must not use them.
            foreach (string source in Repository.Sources([Path.GetDirectoryName(project)!]))
            {
                Assert.DoesNotContain(File.ReadLines(source), line => rooms.Any(room => line.Contains($"using {room}", StringComparison.Ordinal)));
            }
        }
    }

    private static string[] References(string room) =>
        [.. Repository.AssemblyOf(room).GetReferencedAssemblies().Select(assembly => assembly.Name!)];
}
