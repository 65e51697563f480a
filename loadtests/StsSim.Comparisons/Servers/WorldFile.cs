namespace StsSim.Comparisons.Servers;

/// <summary>A world for a simulator, in a file that goes when it is disposed of.</summary>
internal sealed class WorldFile : IDisposable
{
    public WorldFile(string json) => File.WriteAllText(Path, json);

    public string Path { get; } = System.IO.Path.GetTempFileName();

    public void Dispose() => File.Delete(Path);
}
