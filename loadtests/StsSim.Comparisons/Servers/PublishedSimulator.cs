using System.Diagnostics;
using System.Globalization;

namespace StsSim.Comparisons.Servers;

/// <summary>The simulator as it is published: what <c>dotnet publish</c> has left in a folder.</summary>
internal sealed class PublishedSimulator(string folder)
{
    public const string Name = "StsSim";

    public async Task<MeasuredServer> StartAsync(WorldFile world, params string[] arguments)
    {
        int port = FreePort.Find();
        string program = Path.Combine(folder, "StsSim.Host");
        if (!File.Exists(program))
        {
            throw new InvalidOperationException($"There is no StsSim.Host in {folder}: dotnet publish src/StsSim.Host -c Release --use-current-runtime --no-self-contained -o {folder}");
        }

        var start = new ProcessStartInfo(program, ["--urls", $"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}", "--world", world.Path, .. arguments]);
        return await MeasuredServer.StartAsync(Name, start, port, readiness: "health/ready");
    }
}
