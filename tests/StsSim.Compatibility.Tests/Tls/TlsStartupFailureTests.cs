using StsSim.Compatibility.Tests.Hosting;

namespace StsSim.Compatibility.Tests.Tls;

/// <summary>A certificate that no server could show is told of in one sentence, and nothing of a key is.</summary>
public sealed class TlsStartupFailureTests : IDisposable
{
    private const string Https = "https://127.0.0.1:0";

    private readonly CertificateFolder _folder = new();
    private readonly IssuedCertificate _issued = new();

    public void Dispose()
    {
        _folder.Dispose();
        _issued.Dispose();
    }

    [Fact]
    public async Task A_file_that_is_not_there()
    {
        string certificate = _folder.Write("server.pem", _issued.ChainPem);
        string missing = Path.Combine(_folder.Path, "missing");

        Assert.Contains($"The TLS file '{missing}' cannot be read", await FailsAsync("--tls-certificate", missing), StringComparison.Ordinal);
        Assert.Contains($"The TLS file '{missing}' cannot be read", await FailsAsync("--tls-certificate", certificate, "--tls-key", missing), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_without_a_certificate()
    {
        string key = _folder.Write("server.key", _issued.KeyPem);

        Assert.Contains($"'{key}' holds no TLS certificate", await FailsAsync("--tls-certificate", key), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_is_missing_or_anothers()
    {
        using var other = new IssuedCertificate();
        string certificate = _folder.Write("server.pem", _issued.ChainPem);
        string key = _folder.Write("server.key", other.KeyPem);

        Assert.Contains($"'{certificate}' does not hold the private key of the TLS certificate '{certificate}'", await FailsAsync("--tls-certificate", certificate), StringComparison.Ordinal);
        Assert.Contains($"'{key}' does not hold the private key of the TLS certificate '{certificate}'", await FailsAsync("--tls-certificate", certificate, "--tls-key", key), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_wrong_password(bool isPfx)
    {
        string[] options = isPfx
            ? ["--tls-certificate", _folder.Write("server.pfx", _issued.Pfx("right"))]
            : ["--tls-certificate", _folder.Write("server.pem", _issued.ChainPem), "--tls-key", _folder.Write("server.key", _issued.EncryptedKeyPem("right"))];
        await using HostProcess host = HostProcess.Start(new Dictionary<string, string> { ["StsSim__TlsPassword"] = "wrong-password" }, ["--urls", Https, .. options]);
        string sentence = await host.FailsAsync();

        Assert.Contains("StsSim__TlsPassword", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-password", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_for_no_address()
    {
        string certificate = _folder.Write("all.pem", _issued.ChainPem + _issued.KeyPem);
        await using HostProcess host = HostProcess.Start("--urls", "http://127.0.0.1:0", "--tls-certificate", certificate);

        Assert.Contains($"The TLS certificate '{certificate}' is for no address", await host.FailsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_of_no_certificate()
    {
        Assert.Contains("is the key of no certificate", await FailsAsync("--tls-key", _folder.Write("server.key", _issued.KeyPem)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_for_the_authority_that_is_a_file()
    {
        string file = _folder.Write("file", "");
        await using HostProcess host = HostProcess.Start(new Dictionary<string, string> { ["StsSim__TlsDirectory"] = file }, "--urls", Https);

        Assert.Contains($"The development CA cannot be written to '{file}'", await host.FailsAsync(), StringComparison.Ordinal);
    }

    private static async Task<string> FailsAsync(params string[] options)
    {
        await using HostProcess host = HostProcess.Start(["--urls", Https, .. options]);
        string sentence = await host.FailsAsync();
        Assert.DoesNotContain("PRIVATE KEY", sentence, StringComparison.Ordinal);
        return sentence;
    }
}
