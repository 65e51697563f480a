using System.Globalization;
using System.Net;
using System.Text.Json;
using StsSim.Compatibility.Tests.Hosting;
using StsSim.Compatibility.Tests.Simulators;

namespace StsSim.Compatibility.Tests.Durability;

/// <summary>Simulators over stores of their own share a machine, and with it the ports of those that were killed.</summary>
public sealed class ForeignSiloTests : IDisposable
{
    private const string Rule = """{ "effect": { "type": "error", "code": "SlowDown" }, "probability": 0 }""";

    private readonly HttpClient _http = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("stssim-foreign-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _http.Dispose();
        _folder.Delete(recursive: true);
    }

    // A gateway goes back to where its silo listened, and asks whoever answers there.
    [Theory, InlineData(StoreKind.Redis), InlineData(StoreKind.Postgres)]
    public async Task A_gateway_has_nothing_of_a_silo_that_listens_where_its_own_was_killed(StoreKind kind)
    {
        await using StoreServer store = await StoreServer.StartAsync(kind);
        await using StoreServer foreign = await StoreServer.StartAsync(kind);
        Dictionary<string, string> ports = Ports();
        Uri gatewayUrl = new($"http://127.0.0.1:{FreePort.Take()}");
        await using HostProcess gateway = Start(store, ports, "--role", "gateway", "--urls", $"{gatewayUrl}");
        await using (HostProcess silo = Start(store, ports, "--role", "silo"))
        {
            await silo.ReadyAsync();
            await gateway.ReadyAsync();
            await PutRuleAsync(gatewayUrl, "ours");
            await silo.SignalAsync("KILL");
            await silo.ExitAsync();
        }

        await using (HostProcess other = Start(foreign, ports))
        {
            await PutRuleAsync(await other.ReadyAsync(), "theirs");

            // Not ready once it has not been confirmed for ten seconds, which theirs would have done.
            while ((await _http.GetAsync(new Uri(gatewayUrl, "/health/ready"), Cancel)).StatusCode == HttpStatusCode.OK)
            {
                Assert.DoesNotContain("theirs", await RulesAsync(gatewayUrl), StringComparison.Ordinal);
                await Task.Delay(TimeSpan.FromMilliseconds(200), Cancel);
            }
        }

        await using HostProcess again = Start(store, Ports(), "--role", "silo");
        await again.ReadyAsync();
        while ((await _http.GetAsync(new Uri(gatewayUrl, "/health/ready"), Cancel)).StatusCode != HttpStatusCode.OK)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), Cancel);
        }

        string rules = await RulesAsync(gatewayUrl);
        Assert.Contains("ours", rules, StringComparison.Ordinal);
        Assert.DoesNotContain("theirs", rules, StringComparison.Ordinal);
    }

    // They share no folder for temporary files, as services of systemd and these tests do not.
    [Fact]
    public async Task Hosts_that_start_in_the_same_moment_listen_on_ports_of_their_own()
    {
        await using StoreServer first = await StoreServer.StartAsync(StoreKind.Redis);
        await using StoreServer second = await StoreServer.StartAsync(StoreKind.Redis);
        await using HostProcess one = Start(first, new Dictionary<string, string> { ["TMPDIR"] = _folder.CreateSubdirectory("one").FullName });
        await using HostProcess other = Start(second, new Dictionary<string, string> { ["TMPDIR"] = _folder.CreateSubdirectory("other").FullName });

        string[] addresses = [await SiloOfAsync(one), await SiloOfAsync(other)];

        Assert.NotEqual(addresses[0], addresses[1]);
    }

    [Fact]
    public async Task A_named_port_that_is_taken_is_said()
    {
        await using StoreServer store = await StoreServer.StartAsync(StoreKind.Redis);
        Dictionary<string, string> ports = Ports();
        await using HostProcess one = Start(store, ports);
        await one.ReadyAsync();

        await using HostProcess other = Start(store, ports);

        string sentence = await other.FailsAsync();
        Assert.Contains($"Port {ports["StsSim__Cluster__SiloPort"]} of 127.0.0.1 is taken", sentence, StringComparison.Ordinal);
        Assert.Contains("StsSim__Cluster__SiloPort", sentence, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Ports() => new()
    {
        ["StsSim__Cluster__SiloPort"] = FreePort.Take().ToString(CultureInfo.InvariantCulture),
        ["StsSim__Cluster__GatewayPort"] = FreePort.Take().ToString(CultureInfo.InvariantCulture),
    };

    private static HostProcess Start(StoreServer store, Dictionary<string, string> environment, params string[] arguments) =>
        HostProcess.Start(environment, [$"--{store.Setting.ToLowerInvariant()}", store.Connection, .. arguments]);

    private async Task PutRuleAsync(Uri url, string id)
    {
        using var rule = new StringContent(Rule);
        using HttpResponseMessage response = await _http.PutAsync(new Uri(url, $"/_stssim/faults/{id}"), rule, Cancel);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancel));
    }

    // Or that the cluster does not answer.
    private async Task<string> RulesAsync(Uri url)
    {
        using HttpResponseMessage response = await _http.GetAsync(new Uri(url, "/_stssim/faults"), Cancel);
        return await response.Content.ReadAsStringAsync(Cancel);
    }

    private async Task<string> SiloOfAsync(HostProcess host)
    {
        JsonElement cluster = JsonElement.Parse(await _http.GetStringAsync(new Uri(await host.ReadyAsync(), "/_stssim/cluster"), Cancel));
        return Assert.Single(cluster.GetProperty("silos").EnumerateArray()).GetProperty("address").GetString()!.Split('@')[0];
    }
}
