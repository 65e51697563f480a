using System.Reflection;

namespace StsSim.Aspire.Hosting;

/// <summary>The image that belongs to this package.</summary>
internal static class ReleasedImage
{
    public const string Repository = "stssim";

    private static readonly Assembly Package = typeof(ReleasedImage).Assembly;

    /// <summary>Where the release pushed it; <see langword="null"/> for a package that was built from source.</summary>
    public static string? Registry { get; } =
        Package.GetCustomAttributes<AssemblyMetadataAttribute>().SingleOrDefault(metadata => metadata.Key == "ReleasedImageRegistry")?.Value;

    public static string Tag { get; } =
        TagOf(Registry, Package.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion);

    /// <summary>The tag of the image of a package of this version.</summary>
    /// <param name="registry">As <see cref="Registry"/>.</param>
    /// <param name="version">With or without the commit behind a plus, which no tag of an image has.</param>
    public static string TagOf(string? registry, string version) => registry is null ? "latest" : version.Split('+')[0];
}
