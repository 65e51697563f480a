namespace StsSim.Deploy.Tests;

/// <summary>A copy of a folder that a test may change.</summary>
internal sealed class CopiedFolder : IDisposable
{
    public CopiedFolder(string source)
        : this(source, Directory.CreateTempSubdirectory("stssim-deploy-").FullName)
    {
    }

    /// <param name="path">Where the copy is laid.</param>
    public CopiedFolder(string source, string path)
    {
        Path = path;
        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            string target = System.IO.Path.Combine(path, System.IO.Path.GetRelativePath(source, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    public string Path { get; }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
