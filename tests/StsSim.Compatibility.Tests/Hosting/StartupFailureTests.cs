using System.Net;
using System.Net.Sockets;

namespace StsSim.Compatibility.Tests.Hosting;

/// <summary>What cannot start says why in one sentence, and exits with an error.</summary>
public sealed class StartupFailureTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"stssim-broken-{Path.GetRandomFileName()}.json");

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task A_taken_port()
    {
        using var taken = new TcpListener(IPAddress.Loopback, port: 0);
        taken.Start();
        int port = ((IPEndPoint)taken.LocalEndpoint).Port;
        await using HostProcess host = HostProcess.Start("--urls", $"http://127.0.0.1:{port}");
        string sentence = await host.FailsAsync();
        Assert.Contains($"Cannot listen on http://127.0.0.1:{port}", sentence, StringComparison.Ordinal);
        Assert.Contains("--urls", sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--redsi", "stssim: There is no option '--redsi': did you mean --redis? (--help lists what there is)")]
    [InlineData("--nonsense=1", "stssim: There is no option '--nonsense'. (--help lists what there is)")]
    [InlineData("valdiate", "stssim: There is no command 'valdiate': did you mean validate? (--help lists what there is)")]
    [InlineData("world.json", "stssim: There is no command 'world.json'. (--help lists what there is)")]
    public async Task A_word_that_it_does_not_know(string word, string expected)
    {
        await using HostProcess host = HostProcess.Start(word);
        Assert.Equal(expected, await host.FailsAsync());
    }

    [Fact]
    public async Task A_world_file_that_is_not_there()
    {
        await using HostProcess host = HostProcess.Start("--world", _file);
        Assert.Contains($"The world file '{_file}' cannot be read", await host.FailsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_world_file_that_is_a_directory()
    {
        await using HostProcess host = HostProcess.Start("--world", Path.GetTempPath());
        Assert.Contains("cannot be read", await host.FailsAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no json at all", "$: is not JSON")]
    [InlineData("""{"accounts": []}""", "$.accounts: must hold at least one account")]
    [InlineData("""{"accounts": [{"id": "12345"}]}""", "$.accounts[0].id: ")]
    [InlineData("""{"accounts": [{"id": "123456789012", "users": [{"nmae": "bob"}]}]}""", "$.accounts[0].users[0].nmae: ")]
    [InlineData("""{"accounts": [{"id": "123456789012", "users": [{"name": "b", "policies": {"p": {"Statement": 1}}}]}]}""", "$.accounts[0].users[0].policies.p.Statement: ")]
    [InlineData("""{"accounts": [{"id": "123456789012", "quotas": {"default": {"requestsPerSecond": -1}}}]}""", "$.accounts[0].quotas.default.requestsPerSecond: ")]
    public async Task A_world_file_that_is_not_valid_names_the_path(string world, string expected)
    {
        await File.WriteAllTextAsync(_file, world, TestContext.Current.CancellationToken);
        await using HostProcess host = HostProcess.Start("--world", _file);
        string sentence = await host.FailsAsync();
        Assert.Contains($"The world file '{_file}' is not valid: ", sentence, StringComparison.Ordinal);
        Assert.Contains(expected, sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://*:0")]
    [InlineData("http://[::]:0")]
    [InlineData("http://127.0.0.1:0;http://10.11.12.13:0")]
    public async Task An_address_open_to_the_network_without_an_admin_token(string urls)
    {
        await using HostProcess host = HostProcess.Start("--urls", urls);
        Assert.Contains("set StsSim__AdminToken", await host.FailsAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://127.0.0.1:0")]
    [InlineData("https://127.0.0.1:0/sts")]
    [InlineData("127.0.0.1")]
    [InlineData("http://127.0.0.1:0/sts")]
    [InlineData("http://127.0.0.1:99999")]
    public async Task An_address_that_is_none(string urls)
    {
        await using HostProcess host = HostProcess.Start("--urls", urls);
        Assert.Contains($"'{urls}' is no address to listen on", await host.FailsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bad_setting_in_the_environment()
    {
        await using HostProcess host = HostProcess.Start(new Dictionary<string, string> { ["StsSim__Auth"] = "none" });
        Assert.Contains("'none' is no way to authenticate", await host.FailsAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("everywhere")]
    [InlineData("7")]
    public async Task A_reach_of_issuers_that_is_none(string networks)
    {
        await using HostProcess host = HostProcess.Start(new Dictionary<string, string> { ["StsSim__IssuerNetworks"] = networks });
        Assert.Contains($"'{networks}' is no reach of issuers: StsSim:IssuerNetworks is public, loopback or private.", await host.FailsAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--auth", "none", "none")]
    [InlineData("--colour", "blue", "--colour")]
    [InlineData("server", "--urls=http://127.0.0.1:0", "server")]
    public async Task A_bad_option(string first, string second, string named)
    {
        await using HostProcess host = HostProcess.Start(first, second);
        string sentence = await host.FailsAsync();
        Assert.Contains($"'{named}'", sentence, StringComparison.Ordinal);
        Assert.Contains("--help", sentence, StringComparison.Ordinal);
    }
}
