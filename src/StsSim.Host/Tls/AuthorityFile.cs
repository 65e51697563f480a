namespace StsSim.Host.Tls;

/// <summary>Where the authority of a development certificate made at the start lies for clients, which take a file and no URL.</summary>
internal sealed class AuthorityFile : IDisposable
{
    private const string Name = "stssim-ca.pem";

    private readonly DirectoryInfo? _temporary;

    private AuthorityFile(string path, DirectoryInfo? temporary) => (Path, _temporary) = (path, temporary);

    public string Path { get; }

    /// <summary>Writes it; <see langword="null"/> where no folder was named and the machine has no place for temporary files, as in a read-only container.</summary>
    /// <param name="directory">Where it is to stay; <see langword="null"/> for a folder of its own that is gone when this is disposed.</param>
    /// <exception cref="StartupException">It cannot be written where it is to stay.</exception>
    public static AuthorityFile? Write(string authorityPem, string? directory)
    {
        DirectoryInfo? temporary = null;
        try
        {
            temporary = directory is null ? Directory.CreateTempSubdirectory("stssim-tls-") : null;
            string folder = temporary?.FullName ?? Directory.CreateDirectory(directory!).FullName;
            string path = System.IO.Path.Combine(folder, Name);
            File.WriteAllText(path, authorityPem);
            return new AuthorityFile(path, temporary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return directory is null
                ? null
                : throw new StartupException($"The development CA cannot be written to '{directory}' (StsSim__TlsDirectory): {e.Message}", e);
        }
    }

    public void Dispose()
    {
        try
        {
            _temporary?.Delete(recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Somebody has tidied up before; what is there is public.
        }
    }
}
