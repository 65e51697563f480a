namespace StsSim.Grains;

/// <summary>The name under which a host registers the grain storage that this project's grains write to.</summary>
public static class StorageNames
{
    public const string Provider = "stssim";
}
