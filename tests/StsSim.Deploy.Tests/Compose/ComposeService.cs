using System.Globalization;

namespace StsSim.Deploy.Tests.Compose;

/// <summary>A service of a compose file.</summary>
public sealed record ComposeService
{
    public required string Image { get; init; }

    public ComposeBuild? Build { get; init; }

    public List<string> Command { get; init; } = [];

    public Dictionary<string, string> Environment { get; init; } = [];

    public List<string> Ports { get; init; } = [];

    public List<string> Volumes { get; init; } = [];

    public Dictionary<string, ComposeDependency> DependsOn { get; init; } = [];

    public ComposeHealthcheck? Healthcheck { get; init; }

    public string? Restart { get; init; }

    public string? StopGracePeriod { get; init; }

    public bool ReadOnly { get; init; }

    public List<string> CapDrop { get; init; } = [];

    public List<string> SecurityOpt { get; init; } = [];

    /// <summary>As HOST-ADDRESS, HOST-PORT and PORT of the container.</summary>
    public IEnumerable<(string Address, int Published, int Target)> PublishedPorts => Ports
        .Select(port => port.Split(':'))
        .Select(parts => (parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture), int.Parse(parts[2], CultureInfo.InvariantCulture)));

    /// <summary>As source, a path or the name of a volume, and path in the container.</summary>
    public IEnumerable<(string Source, string Target)> Mounts => Volumes.Select(volume => volume.Split(':')).Select(parts => (parts[0], parts[1]));
}
