using System.CommandLine;

namespace StsSim.Comparisons.CommandLine;

/// <summary>Where the simulator is that a command measures.</summary>
internal sealed class SimulatorOption : Option<DirectoryInfo>
{
    public SimulatorOption()
        : base("--simulator")
    {
        Description = "What dotnet publish made of src/StsSim.Host.";
        Required = true;
    }
}
