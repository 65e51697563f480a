using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StsSim.Compatibility.Tests.Hosting;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Host;

namespace StsSim.Compatibility.Tests.Tls;

/// <summary><c>--tls-certificate</c> and <c>--tls-key</c>: a certificate of one's own, and the next one.</summary>
public sealed class CertificateFileTests : IDisposable
{
    private const string Password = "a password of this test's";
    private const int Patience = 600;

    private readonly CertificateFolder _folder = new();
    private readonly IssuedCertificate _issued = new();
    private readonly LogCapture _log = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _folder.Dispose();
        _issued.Dispose();
        _log.Dispose();
    }

    [Fact]
    public async Task PEM_with_its_intermediate_is_trusted_by_who_trusts_the_root()
    {
        await using Simulator simulator = await StartAsync(_folder.Write("server.pem", _issued.ChainPem), _folder.Write("server.key", _issued.KeyPem));

        Assert.Equal("ok\n", await HealthAsync(simulator, _issued.RootPem));
        Assert.Null(simulator.CertificateAuthority);
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public async Task The_key_can_stand_in_the_same_file()
    {
        await using Simulator simulator = await StartAsync(_folder.Write("all.pem", _issued.KeyPem + "\n" + _issued.ChainPem), key: null);

        Assert.Equal("ok\n", await HealthAsync(simulator, _issued.RootPem));
    }

    [Fact]
    public async Task The_control_listener_shows_it_too()
    {
        string certificate = _folder.Write("all.pem", _issued.KeyPem + "\n" + _issued.ChainPem);
        await using Simulator simulator = await Simulator.StartAsync(
            ["--urls", "http://127.0.0.1:0", "--control-urls", "https://127.0.0.1:0", "--tls-certificate", certificate], cancellationToken: Cancel);

        Assert.Equal(_issued.Certificate.Thumbprint, (await Handshake.WithAsync(simulator.ControlEndpoint)).Presented.Thumbprint);
    }

    // The password has no option, for options are seen by everybody on the machine.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_PFX_and_an_encrypted_key_open_with_the_password(bool isPfx)
    {
        string certificate = isPfx ? _folder.Write("server.pfx", _issued.Pfx(Password)) : _folder.Write("server.pem", _issued.ChainPem);
        var environment = new Dictionary<string, string>
        {
            ["StsSim__Urls"] = "https://127.0.0.1:0",
            ["StsSim__TlsCertificate"] = certificate,
            ["StsSim__TlsPassword"] = Password,
        };
        if (!isPfx)
        {
            environment["StsSim__TlsKey"] = _folder.Write("server.key", _issued.EncryptedKeyPem(Password));
        }

        await using HostProcess host = HostProcess.Start(environment);
        Uri endpoint = await host.ReadyAsync();
        using var http = new HttpClient(TrustedAuthority.ClientOf(_issued.RootPem, endpoint.Port));

        Assert.Equal("ok\n", await http.GetStringAsync(new Uri(endpoint, "/health/ready"), Cancel));
        Assert.DoesNotContain(host.Errors.Append(host.Output), text => text.Contains(Password, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_renewed_Secret_is_taken_and_a_broken_one_told_of_once()
    {
        (string certificate, string key) = _folder.Mount(_issued.ChainPem, _issued.KeyPem);
        await using Simulator simulator = await StartAsync(certificate, key);
        using var standing = new HttpClient(TrustedAuthority.ClientOf(_issued.RootPem, simulator.Endpoint.Port));
        Assert.Equal("ok\n", await standing.GetStringAsync(new Uri(simulator.Endpoint, "/health/ready"), Cancel));
        Assert.Equal(_issued.Certificate.Thumbprint, await ShownAsync(simulator));

        using var second = new IssuedCertificate();
        _folder.Mount(second.ChainPem, second.KeyPem);
        await UntilAsync(async () => await ShownAsync(simulator) == second.Certificate.Thumbprint);
        Assert.Equal("ok\n", await standing.GetStringAsync(new Uri(simulator.Endpoint, "/health/ready"), Cancel)); // on the connection it has
        Assert.Empty(_log.Lines);

        _folder.Mount(second.ChainPem, _issued.KeyPem);
        await UntilAsync(() => Task.FromResult(_log.Lines.Count > 0));
        Assert.Equal(second.Certificate.Thumbprint, await ShownAsync(simulator));

        using var third = new IssuedCertificate();
        _folder.Mount(third.ChainPem, third.KeyPem);
        await UntilAsync(async () => await ShownAsync(simulator) == third.Certificate.Thumbprint);
        string line = Assert.Single(_log.Lines);
        Assert.Contains($"The TLS certificate stays what it was: '{key}' does not hold the private key", line, StringComparison.Ordinal);
        LoggedNoKeyOf(_issued, second, third);
    }

    [Fact]
    public async Task One_that_has_expired_is_shown_and_warned_of()
    {
        using var expired = new IssuedCertificate(days: -1);
        await using Simulator simulator = await StartAsync(_folder.Write("server.pem", expired.ChainPem), _folder.Write("server.key", expired.KeyPem));

        Assert.Equal(expired.Certificate.Thumbprint, await ShownAsync(simulator));
        await UntilAsync(() => Task.FromResult(_log.Lines.Count > 0));
        Assert.Contains("expired on", Assert.Single(_log.Lines), StringComparison.Ordinal);
        LoggedNoKeyOf(expired);
    }

    private static async Task<string> ShownAsync(Simulator simulator) => (await Handshake.WithAsync(simulator.Endpoint)).Presented.Thumbprint;

    private static async Task<string> HealthAsync(Simulator simulator, string rootPem)
    {
        using var http = new HttpClient(TrustedAuthority.ClientOf(rootPem, simulator.Endpoint.Port));
        return await http.GetStringAsync(new Uri(simulator.Endpoint, "/health/ready"), Cancel);
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        for (int i = 0; !await isSo(); i++)
        {
            Assert.True(i < Patience, "What was waited for has not come.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), Cancel);
        }
    }

    // A line of a key is enough to be looked for.
    private void LoggedNoKeyOf(params IssuedCertificate[] certificates)
    {
        foreach (string keyLine in certificates.Select(certificate => certificate.KeyPem.Split('\n')[1]))
        {
            Assert.DoesNotContain(_log.Lines, line => line.Contains(keyLine, StringComparison.Ordinal));
        }
    }

    private Task<Simulator> StartAsync(string certificate, string? key) => Simulator.StartAsync(
        ["--urls", "https://127.0.0.1:0", "--tls-certificate", certificate, .. key is null ? Array.Empty<string>() : ["--tls-key", key]],
        services => services.AddLogging(logging => logging.AddProvider(_log)),
        Cancel);
}
