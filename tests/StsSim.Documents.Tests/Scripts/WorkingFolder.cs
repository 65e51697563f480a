using StsSim.Deploy.Tests;
using StsSim.Documents.Tests.Documents;

namespace StsSim.Documents.Tests.Scripts;

/// <summary>A folder where the repository's paths lead into the repository, and from which what is written goes with it.</summary>
internal sealed class WorkingFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("stssim-documents-");

    public WorkingFolder()
    {
        Directory.CreateDirectory(Path);
        foreach (string root in TrackedFiles.Roots)
        {
            string target = System.IO.Path.Combine(Repository.Root, root);
            if (Directory.Exists(target))
            {
                Directory.CreateSymbolicLink(System.IO.Path.Combine(Path, root), target);
            }
            else
            {
                File.CreateSymbolicLink(System.IO.Path.Combine(Path, root), target);
            }
        }
    }

    public string Path => System.IO.Path.Combine(_folder.FullName, "work");

    /// <summary>A file beside it.</summary>
    public string Beside(string name) => System.IO.Path.Combine(_folder.FullName, name);

    // Links are deleted, and not what they lead to.
    public void Dispose() => _folder.Delete(recursive: true);
}
