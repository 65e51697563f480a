using Microsoft.Win32.SafeHandles;

namespace StsSim.Fuzz.Tests.Engine;

/// <summary>
/// The input that is being tried, in a file that is gone once the run ends: what takes the whole process with it, as too deep
/// a recursion does, leaves it behind.
/// </summary>
internal sealed class InputOnTrial : IDisposable
{
    private readonly SafeFileHandle _file;

    public InputOnTrial(string folder, string target)
    {
        Directory.CreateDirectory(folder);
        Path = System.IO.Path.Combine(folder, $"{target}-on-trial");
        _file = File.OpenHandle(Path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    public void Set(byte[] input)
    {
        RandomAccess.Write(_file, input, fileOffset: 0);
        RandomAccess.SetLength(_file, input.Length);
    }

    public void Dispose()
    {
        _file.Dispose();
        File.Delete(Path);
    }
}
