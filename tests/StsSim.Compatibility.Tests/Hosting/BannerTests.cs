using System.Text.RegularExpressions;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Hosting;

/// <summary>What a person sees who starts the host without knowing anything.</summary>
public sealed partial class BannerTests
{
    [Fact]
    public async Task The_banner_says_where_it_is_and_its_example_works()
    {
        await using HostProcess host = HostProcess.Start("--urls", "http://127.0.0.1:0");
        Uri endpoint = await host.ReadyAsync();
        Assert.Equal("127.0.0.1", endpoint.Host);
        Assert.NotEqual(0, endpoint.Port);
        await host.SignalAsync("TERM");
        Assert.Equal(0, await host.ExitAsync());
        Match example = Example().Match(host.Output);
        Assert.True(example.Success, host.Output);
        Assert.Equal(endpoint, new Uri(example.Groups["url"].Value));
        Assert.Contains($"dashboard    {endpoint}_stssim/ui", host.Output, StringComparison.Ordinal);

        await using HostProcess again = HostProcess.Start("serve", "--urls", "http://127.0.0.1:0");
        endpoint = await again.ReadyAsync();
        var key = new ClientKey(example.Groups["key"].Value, example.Groups["secret"].Value);
        using var http = new HttpClient();
        using HttpResponseMessage response = await http.SendAsync(
            StsRequest.Of(key, "GetFederationToken", "Name=Bob").ToMessage(endpoint), TestContext.Current.CancellationToken);
        (await WireAnswer.ReadAsync(response, TestContext.Current.CancellationToken)).IsSuccessOf("GetFederationToken");
        Assert.DoesNotContain(again.Errors, line => line.Contains(key.SecretAccessKey, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Settings_can_stand_in_the_environment()
    {
        var environment = new Dictionary<string, string> { ["StsSim__Urls"] = "http://127.0.0.1:0", ["StsSim__Auth"] = "permissive" };
        await using HostProcess host = HostProcess.Start(environment);
        Uri endpoint = await host.ReadyAsync();
        using var http = new HttpClient();
        using HttpResponseMessage response = await http.SendAsync(
            StsRequest.Of(new ClientKey("any", "any"), "GetCallerIdentity").ToMessage(endpoint), TestContext.Current.CancellationToken);
        (await WireAnswer.ReadAsync(response, TestContext.Current.CancellationToken)).IsSuccessOf("GetCallerIdentity");
    }

    [Fact]
    public async Task A_seed_that_was_given_is_told()
    {
        await using HostProcess host = HostProcess.Start("--urls", "http://127.0.0.1:0", "--seed", "-7");
        await host.ReadyAsync();
        await host.SignalAsync("TERM");
        Assert.Equal(0, await host.ExitAsync());

        Assert.Contains("seed         -7,", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_names_the_options_and_version_is_a_version()
    {
        await using HostProcess help = HostProcess.Start("--help");
        await using HostProcess version = HostProcess.Start("--version");
        Assert.Equal(0, await help.ExitAsync());
        Assert.Equal(0, await version.ExitAsync());
        foreach (string option in new[] { "serve", "--urls", "--world", "--auth", "strict|permissive", "--seed", "--tls-certificate", "--tls-key", "certificate", "--version", "http://127.0.0.1:7870" })
        {
            Assert.Contains(option, help.Output, StringComparison.Ordinal);
        }

        Assert.Matches(@"^\d+\.\d+\.\d+", version.Output);
        Assert.Empty(help.Errors);
        Assert.Empty(version.Errors);
    }

    [GeneratedRegex(
        @"AWS_ACCESS_KEY_ID=(?<key>\S+) AWS_SECRET_ACCESS_KEY=(?<secret>\S+) [^\n]*\n\s+aws sts get-federation-token --name Bob --endpoint-url (?<url>\S+)")]
    private static partial Regex Example();
}
