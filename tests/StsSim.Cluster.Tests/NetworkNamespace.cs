using System.Diagnostics;
using System.Globalization;

namespace StsSim.Cluster.Tests;

/// <summary>
/// A network of its own on this machine (<c>ip netns</c>), with a link to the cluster that can be cut and another one for
/// clients that cannot.
/// </summary>
internal sealed class NetworkNamespace : IAsyncDisposable
{
    private readonly string _id;

    private NetworkNamespace(int number) => (_id, Name) = (number.ToString(CultureInfo.InvariantCulture), $"stssim-{number}");

    public string Name { get; }

    /// <summary>This machine, as the namespace reaches it.</summary>
    public string ClusterAddress => $"10.231.{_id}.1";

    /// <summary>The namespace, as clients on this machine reach it.</summary>
    public string ClientAddress => $"10.232.{_id}.2";

    private string ClusterLink => $"ssn-c{_id}";

    private string ClientLink => $"ssn-a{_id}";

    /// <summary>Makes one; where that is not permitted the test is skipped, and says so.</summary>
    public static async Task<NetworkNamespace> CreateAsync()
    {
        var network = new NetworkNamespace(Random.Shared.Next(1, 255));
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && await TryAsync("netns", "add", network.Name),
            "Network namespaces are not permitted here: it takes Linux, iproute2 and the right to administer the network.");
        await network.LinkAsync(network.ClusterLink, "10.231");
        await network.LinkAsync(network.ClientLink, "10.232");
        await network.RunInsideAsync("link", "set", "lo", "up");
        return network;
    }

    /// <summary>Nothing passes between the namespace and the cluster any more; connections hang as they do when a cable is cut.</summary>
    public Task CutAsync() => RunInsideAsync("link", "set", Inner(ClusterLink), "down");

    public Task MendAsync() => RunInsideAsync("link", "set", Inner(ClusterLink), "up");

    public async ValueTask DisposeAsync()
    {
        await TryAsync("netns", "del", Name);
        await TryAsync("link", "del", ClusterLink);
        await TryAsync("link", "del", ClientLink);
    }

    private static string Inner(string link) => link + "i";

    private async Task LinkAsync(string link, string net)
    {
        await RunAsync("link", "add", link, "type", "veth", "peer", "name", Inner(link), "netns", Name);
        await RunAsync("addr", "add", $"{net}.{_id}.1/24", "dev", link);
        await RunAsync("link", "set", link, "up");
        await RunInsideAsync("addr", "add", $"{net}.{_id}.2/24", "dev", Inner(link));
        await RunInsideAsync("link", "set", Inner(link), "up");
    }

    private Task RunInsideAsync(params string[] arguments) => RunAsync(["-n", Name, .. arguments]);

    private static async Task RunAsync(params string[] arguments) =>
        Assert.True(await TryAsync(arguments), $"ip {string.Join(' ', arguments)} failed.");

    private static async Task<bool> TryAsync(params string[] arguments)
    {
        using Process? ip = Compatibility.Tests.Clients.InstalledProgram.TryStart(new ProcessStartInfo("ip", arguments) { RedirectStandardError = true, RedirectStandardOutput = true });
        if (ip is null)
        {
            return false;
        }

        await ip.WaitForExitAsync(CancellationToken.None);
        return ip.ExitCode == 0;
    }
}
