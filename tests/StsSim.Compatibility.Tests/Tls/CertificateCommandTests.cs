using StsSim.Compatibility.Tests.Hosting;

namespace StsSim.Compatibility.Tests.Tls;

/// <summary><c>certificate</c>: trusted once, served by every start.</summary>
public sealed class CertificateCommandTests : IDisposable
{
    private readonly CertificateFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Authority => Path.Combine(_folder.Path, "out", "ca.pem");

    private string Server => Path.Combine(_folder.Path, "out", "server.pem");

    private string Key => Path.Combine(_folder.Path, "out", "server.key");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_it_makes_is_served_and_trusted_start_after_start()
    {
        string output = await MakeAsync("--host", "sts.test.svc.cluster.local", "--host", "*.simulator.test", "--host", "10.11.12.13");
        string authority = await File.ReadAllTextAsync(Authority, Cancel);
        foreach (string variable in new[] { "AWS_CA_BUNDLE", "NODE_EXTRA_CA_CERTS", "SSL_CERT_FILE", "REQUESTS_CA_BUNDLE" })
        {
            Assert.Contains($"{variable}={Authority}", output, StringComparison.Ordinal);
        }

        for (int start = 0; start < 2; start++)
        {
            await using HostProcess host = HostProcess.Start("--urls", "https://127.0.0.1:0", "--tls-certificate", Server, "--tls-key", Key);
            Uri endpoint = await host.ReadyAsync();
            using var http = new HttpClient(TrustedAuthority.ClientOf(authority, endpoint.Port));
            foreach (string name in new[] { "127.0.0.1", "localhost", "sts.test.svc.cluster.local", "a.simulator.test", "sts.us-east-1.amazonaws.com", "iam.amazonaws.com" })
            {
                Assert.Equal("ok\n", await http.GetStringAsync(new Uri($"https://{name}/health/ready"), Cancel));
            }

            Assert.DoesNotContain(host.Errors, line => line.Contains("warn", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task The_key_is_its_owners_alone_and_the_authoritys_is_nowhere()
    {
        string output = await MakeAsync();

        Assert.Equal([Authority, Key, Server], Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(Key)!).Order(StringComparer.Ordinal));
        Assert.StartsWith("-----BEGIN PRIVATE KEY-----", await File.ReadAllTextAsync(Key, Cancel), StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE", await File.ReadAllTextAsync(Authority, Cancel) + await File.ReadAllTextAsync(Server, Cancel) + output, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Key));
        }
    }

    [Fact]
    public async Task What_is_there_stays()
    {
        await MakeAsync();
        string before = await File.ReadAllTextAsync(Authority, Cancel);
        await using HostProcess again = HostProcess.Start("certificate", "--out", Path.Combine(_folder.Path, "out"));

        Assert.Contains($"'{Authority}' is there already", await again.FailsAsync(), StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(Authority, Cancel));
    }

    [Theory]
    [InlineData("not a name")]
    [InlineData("https://sts.test")]
    [InlineData("sts.*.amazonaws.com")]
    public async Task A_name_that_is_none(string name)
    {
        await using HostProcess host = HostProcess.Start("certificate", "--out", _folder.Path, "--host", name);

        Assert.Contains($"'{name}' is no DNS name and no IP address", await host.FailsAsync(), StringComparison.Ordinal);
    }

    private async Task<string> MakeAsync(params string[] options)
    {
        await using HostProcess host = HostProcess.Start(["certificate", "--out", Path.Combine(_folder.Path, "out"), .. options]);
        Assert.True(await host.ExitAsync() == 0, string.Join('\n', host.Errors));
        return host.Output;
    }
}
