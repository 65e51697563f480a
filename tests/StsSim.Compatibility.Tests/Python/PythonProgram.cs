using StsSim.Compatibility.Tests.Clients;

namespace StsSim.Compatibility.Tests.Python;

/// <summary>Where Python and what is written in it are: in the virtual environment that install-clients made, or on the machine.</summary>
internal static class PythonProgram
{
    public static string Python { get; } = Find("python3");

    public static string Aws { get; } = Find("aws");

    private static string Find(string name)
    {
        string installed = Path.Combine(ProjectFolder.Of("Python"), ".venv", "bin", name);
        return File.Exists(installed) ? installed : name;
    }
}
