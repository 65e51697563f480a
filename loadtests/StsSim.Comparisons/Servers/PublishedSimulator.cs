using System.Diagnostics;

namespace StsSim.Comparisons.Servers;

/// <summary>The simulator as it is published: what <c>dotnet publish</c> has left in a folder.</summary>
internal sealed class PublishedSimulator(string folder)
{
    public const string Name = "StsSim";

    /// <exception cref="InvalidOperationException">The folder holds no simulator, or it does not become ready.</exception>
    public async Task<MeasuredServer> StartAsync(WorldFile world, params string[] arguments)
    {
        string program = Path.Combine(folder, "StsSim.Host");
        if (!File.Exists(program))
        {
            throw new InvalidOperationException($"There is no StsSim.Host in {folder}: dotnet publish src/StsSim.Host -c Release --use-current-runtime --no-self-contained -o {folder}");
        }

        return await MeasuredServer.StartAnnouncedAsync(Name, new ProcessStartInfo(program, ["--urls", "http://127.0.0.1:0", "--world", world.Path, .. arguments]));
    }
}
