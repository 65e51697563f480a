using System.Reflection;

namespace StsSim.Compatibility.Tests.Clients;

/// <summary>Where the sources of this project are, and what install-clients has put beside them.</summary>
internal static class ProjectFolder
{
    private static readonly string Path = typeof(ProjectFolder).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "ProjectFolder").Value!;

    public static string Of(string folder) => System.IO.Path.Combine(Path, folder);
}
