using System.Xml.Linq;
using StsSim.Deploy.Tests.Cluster;
using StsSim.Host.Cluster;

namespace StsSim.Deploy.Tests.Docker;

/// <summary>The image of the simulator: of the Dockerfile, and as the SDK makes it without one.</summary>
public sealed class SimulatorImageTests
{
    private static readonly string Project = Path.Combine(Repository.Root, "src", "StsSim.Host", "StsSim.Host.csproj");

    private readonly Dockerfile _dockerfile = Dockerfile.Read(Path.Combine(Repository.Deploy, "docker", "Dockerfile"));

    private static XElement Properties => XDocument.Load(Project).Root!;

    [Fact]
    public void It_has_no_shell_and_builds_for_any_processor()
    {
        Assert.EndsWith("-noble-chiseled", _dockerfile.BaseImage, StringComparison.Ordinal); // without ICU, which an invariant globalization does without
        Assert.Equal("true", Property(XDocument.Load(Path.Combine(Repository.Root, "Directory.Build.props")).Root!, "InvariantGlobalization"));
        Assert.StartsWith("--platform=$BUILDPLATFORM ", _dockerfile.Operands("FROM").First(), StringComparison.Ordinal);
        Assert.Contains("TARGETARCH", _dockerfile.Operands("ARG"));
        Assert.All(_dockerfile.Operands("RUN"), command => Assert.Contains(" -a $TARGETARCH", command, StringComparison.Ordinal));
        Assert.Contains("--no-restore", _dockerfile.Publish);
    }

    [Fact]
    public void What_the_restore_reads_is_copied_before_it()
    {
        string[] copied = [.. _dockerfile.CopiedBeforeRestore];

        Assert.Equal(
            ProjectsOf(Project).Select(Repository.Relative).Order(StringComparer.Ordinal),
            copied.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(["BannedSymbols.txt", "Directory.Build.props", "Directory.Packages.props", "global.json"], copied.Where(file => !file.EndsWith(".csproj", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "Directory.*", SearchOption.AllDirectories));
    }

    [Fact]
    public void It_says_what_it_listens_on()
    {
        HostContainer read = HostContainer.Of([], _dockerfile.Variables);

        Assert.All(_dockerfile.Variables.Keys.Where(name => name.StartsWith("StsSim", StringComparison.Ordinal)), name => Assert.Contains(name, read.Asked));
        Assert.Equal(read.HttpPorts.Concat([SiloEndpoints.FirstSiloPort, SiloEndpoints.FirstGatewayPort]).Order(), _dockerfile.Ports.Order());
    }

    [Fact]
    public void The_SDK_makes_the_same_one()
    {
        Assert.Equal(_dockerfile.BaseImage, Property(Properties, "ContainerBaseImage"));
        Assert.Equal("1654", Property(Properties, "ContainerUser")); // $APP_UID of the base image
        Assert.Equal(_dockerfile.Variables, Properties.Descendants("ContainerEnvironmentVariable").ToDictionary(variable => (string)variable.Attribute("Include")!, variable => (string)variable.Attribute("Value")!));
        Assert.Equal(HostContainer.Of([], _dockerfile.Variables).HttpPorts, Properties.Descendants("ContainerPort").Select(port => (int)port.Attribute("Include")!));
    }

    private static string? Property(XElement project, string name) => (string?)project.Descendants(name).SingleOrDefault();

    private static HashSet<string> ProjectsOf(string project)
    {
        HashSet<string> found = [project];
        foreach (string reference in XDocument.Load(project).Descendants("ProjectReference").Select(reference => (string)reference.Attribute("Include")!))
        {
            found.UnionWith(ProjectsOf(Path.GetFullPath(reference, Path.GetDirectoryName(project)!)));
        }

        return found;
    }
}
