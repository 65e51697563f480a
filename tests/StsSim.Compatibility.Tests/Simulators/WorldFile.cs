namespace StsSim.Compatibility.Tests.Simulators;

/// <summary>A world on disk for as long as a test needs it.</summary>
public sealed class WorldFile : IDisposable
{
    public WorldFile(string json) => File.WriteAllText(Path, json);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"stssim-world-{System.IO.Path.GetRandomFileName()}.json");

    public void Dispose() => File.Delete(Path);
}
