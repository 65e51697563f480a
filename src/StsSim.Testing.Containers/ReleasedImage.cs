using System.Reflection;

namespace StsSim.Testing.Containers;

/// <summary>The image that belongs to this package.</summary>
internal static class ReleasedImage
{
    private static readonly Assembly Package = typeof(ReleasedImage).Assembly;

    /// <summary>Its whole name, registry and tag included.</summary>
    public static string Name { get; } = NameOf(
        Package.GetCustomAttributes<AssemblyMetadataAttribute>().SingleOrDefault(metadata => metadata.Key == "ReleasedImageRegistry")?.Value,
        Package.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion);

    /// <summary>The image of a package of this version.</summary>
    /// <param name="registry">Where the release pushed it, or <see langword="null"/> for a package that was built from source.</param>
    /// <param name="version">With or without the commit behind a plus, which no tag of an image has.</param>
    public static string NameOf(string? registry, string version) =>
        registry is null ? "stssim:latest" : $"{registry}/stssim:{version.Split('+')[0]}";
}
