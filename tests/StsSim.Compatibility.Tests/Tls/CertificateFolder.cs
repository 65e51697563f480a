namespace StsSim.Compatibility.Tests.Tls;

/// <summary>A folder with certificates that ends with its test.</summary>
internal sealed class CertificateFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("stssim-certificates-");

    public string Path => _folder.FullName;

    public string Write(string name, string text)
    {
        string path = System.IO.Path.Combine(Path, name);
        File.WriteAllText(path, text);
        return path;
    }

    public string Write(string name, byte[] bytes)
    {
        string path = System.IO.Path.Combine(Path, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>Mounts a Secret's files as Kubernetes does: links to a folder behind a link, which is swapped for the next one.</summary>
    public (string Certificate, string Key) Mount(string certificate, string key)
    {
        string version = Directory.CreateDirectory(System.IO.Path.Combine(Path, $"..{Guid.NewGuid():N}")).FullName;
        File.WriteAllText(System.IO.Path.Combine(version, "tls.crt"), certificate);
        File.WriteAllText(System.IO.Path.Combine(version, "tls.key"), key);
        string data = System.IO.Path.Combine(Path, "..data");
        if (Directory.Exists(data))
        {
            Directory.Delete(data); // the link; Kubernetes renames the next one over it, which is over before anybody could look
        }

        Directory.CreateSymbolicLink(data, version);
        return (Link("tls.crt"), Link("tls.key"));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Link(string name)
    {
        string path = System.IO.Path.Combine(Path, name);
        if (!File.Exists(path))
        {
            File.CreateSymbolicLink(path, System.IO.Path.Combine("..data", name));
        }

        return path;
    }
}
