using StsSim.Compatibility.Tests.Clients;

namespace StsSim.Compatibility.Tests.Telemetry;

/// <summary>Where a file of the repository is.</summary>
internal static class RepositoryFile
{
    public static string Of(string path) => ProjectFolder.Of(Path.Combine("..", "..", path));
}
