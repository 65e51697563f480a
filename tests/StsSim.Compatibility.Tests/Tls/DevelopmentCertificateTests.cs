using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using StsSim.Compatibility.Tests.Clients;
using StsSim.Compatibility.Tests.Control;
using StsSim.Compatibility.Tests.Hosting;
using StsSim.Host;
using StsSim.Operations.Sts;

namespace StsSim.Compatibility.Tests.Tls;

/// <summary>https without a certificate of one's own.</summary>
public sealed class DevelopmentCertificateTests(TlsSimulator simulator) : IClassFixture<TlsSimulator>
{
    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(825);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_authority_is_in_a_file_and_on_the_control_API_and_nobody_else_can_sign_by_it()
    {
        using var http = new HttpClient(TrustedAuthority.ClientOf(simulator.Authority, simulator.Endpoint.Port));
        using HttpResponseMessage response = await http.GetAsync(new Uri(simulator.Endpoint, "/_stssim/tls/ca.pem"), Cancel);
        string served = await response.Content.ReadAsStringAsync(Cancel);

        Assert.Equal((HttpStatusCode.OK, "application/pem-certificate-chain"), (response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.Equal(simulator.Authority, served);
        Assert.Equal(served, await File.ReadAllTextAsync(simulator.AuthorityFile, Cancel));
        Assert.DoesNotContain("PRIVATE", served, StringComparison.Ordinal);
        Assert.Equal([simulator.AuthorityFile], Directory.EnumerateFileSystemEntries(Path.GetDirectoryName(simulator.AuthorityFile)!));
    }

    [Fact]
    public async Task It_is_for_this_machine_and_every_name_of_AWSs_endpoints()
    {
        X509Certificate2 presented = (await Handshake.WithAsync(simulator.Endpoint)).Presented;
        X509SubjectAlternativeNameExtension subjects = presented.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single();
        string[] expected =
        [
            "localhost", "sts.amazonaws.com", "sts.us-east-1.amazonaws.com", "sts-fips.us-west-2.amazonaws.com", "sts.eu-central-1.api.aws",
            "sts.cn-north-1.amazonaws.com.cn", "sts.us-gov-west-1.amazonaws.com", "iam.amazonaws.com",
        ];

        Assert.Empty(expected.Except(subjects.EnumerateDnsNames()));
        Assert.Empty(AwsEndpointNames.Sts.Concat(AwsEndpointNames.Iam).Except(subjects.EnumerateDnsNames()));
        Assert.DoesNotContain(subjects.EnumerateDnsNames(), name => name.Contains('*', StringComparison.Ordinal));
        Assert.Equal([IPAddress.Loopback, IPAddress.IPv6Loopback], subjects.EnumerateIPAddresses());
    }

    [Fact]
    public async Task It_is_made_as_strict_clients_ask()
    {
        X509Certificate2 server = (await Handshake.WithAsync(simulator.Endpoint)).Presented;
        using X509Certificate2 authority = X509Certificate2.CreateFromPem(simulator.Authority);
        DateTime now = TimeProvider.System.GetUtcNow().LocalDateTime;

        foreach (X509Certificate2 certificate in new[] { server, authority })
        {
            Assert.InRange(certificate.NotAfter - certificate.NotBefore, TimeSpan.FromDays(800), LongestLife);
            Assert.InRange(now, certificate.NotBefore, certificate.NotAfter);
            Assert.Equal(256, certificate.GetECDsaPublicKey()!.KeySize);
        }

        X509BasicConstraintsExtension ofServer = server.Extensions.OfType<X509BasicConstraintsExtension>().Single();
        X509BasicConstraintsExtension ofAuthority = authority.Extensions.OfType<X509BasicConstraintsExtension>().Single();
        Assert.Equal((false, true), (ofServer.CertificateAuthority, ofServer.Critical));
        Assert.Equal((true, true, 0), (ofAuthority.CertificateAuthority, ofAuthority.Critical, ofAuthority.PathLengthConstraint));
        Assert.Equal(X509KeyUsageFlags.KeyCertSign, authority.Extensions.OfType<X509KeyUsageExtension>().Single().KeyUsages);
        Assert.Equal(X509KeyUsageFlags.DigitalSignature, server.Extensions.OfType<X509KeyUsageExtension>().Single().KeyUsages);
        Assert.True(authority.Extensions.Single(extension => extension.Oid?.Value == "2.5.29.30").Critical); // it can speak for these names alone
    }

    [Fact]
    public async Task Connections_speak_HTTP_1_1_over_a_TLS_of_today()
    {
        Handshake handshake = await Handshake.WithAsync(simulator.Endpoint, "sts.us-east-1.amazonaws.com");

        Assert.Equal(SslApplicationProtocol.Http11, handshake.Application);
        Assert.Contains(handshake.Version, new[] { SslProtocols.Tls12, SslProtocols.Tls13 });
    }

    [Fact]
    public async Task Without_trust_there_is_no_answer()
    {
        using var http = new HttpClient();
        HttpRequestException refusal = await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(new Uri(simulator.Endpoint, "/health/live"), Cancel));
        Assert.IsType<AuthenticationException>(refusal.InnerException);
    }

    [Fact]
    public async Task The_authority_is_on_the_control_listener_alone_where_there_is_one()
    {
        await using Simulator separate = await Simulator.StartAsync(["--urls", "https://127.0.0.1:0", "--control-urls", "http://127.0.0.1:0"], cancellationToken: Cancel);
        using var http = new HttpClient(TrustedAuthority.ClientOf(separate.CertificateAuthority!, separate.Endpoint.Port));
        using HttpResponseMessage onAws = await http.GetAsync(new Uri(separate.Endpoint, "/_stssim/tls/ca.pem"), Cancel);
        using var control = new HttpClient();

        Assert.Equal(("https", "http"), (separate.Endpoint.Scheme, separate.ControlEndpoint.Scheme));
        Assert.Equal(HttpStatusCode.NotFound, onAws.StatusCode);
        Assert.Equal(separate.CertificateAuthority, await control.GetStringAsync(new Uri(separate.ControlEndpoint, "/_stssim/tls/ca.pem"), Cancel));
    }

    [Fact]
    public async Task Without_https_there_is_none()
    {
        await using Simulator plain = await Simulator.StartAsync(["--urls", "http://127.0.0.1:0"], cancellationToken: Cancel);
        using var http = new HttpClient();
        using HttpResponseMessage response = await http.GetAsync(new Uri(plain.Endpoint, "/_stssim/tls/ca.pem"), Cancel);

        Assert.Equal(404, (await ProblemAnswer.ReadAsync(response)).Status);
        Assert.Null(plain.CertificateAuthority);
        Assert.Null(plain.CertificateAuthorityFile);
    }

    [Fact]
    public async Task The_file_ends_with_the_simulator()
    {
        string file;
        await using (Simulator short_lived = await Simulator.StartAsync(["--urls", "https://127.0.0.1:0"], cancellationToken: Cancel))
        {
            file = short_lived.CertificateAuthorityFile!;
            Assert.True(File.Exists(file));
        }

        Assert.False(Directory.Exists(Path.GetDirectoryName(file)));
    }

    [Fact]
    public async Task The_banner_says_whom_to_trust_and_shows_no_key()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("stssim-banner-");
        try
        {
            await using HostProcess host = HostProcess.Start(new Dictionary<string, string> { ["StsSim__TlsDirectory"] = folder.FullName }, "--urls", "https://127.0.0.1:0");
            Uri endpoint = await host.ReadyAsync();
            string file = Path.Combine(folder.FullName, "stssim-ca.pem");
            using var http = new HttpClient(TrustedAuthority.ClientOf(await File.ReadAllTextAsync(file, Cancel), endpoint.Port));
            Assert.Equal("ok\n", await http.GetStringAsync(new Uri(endpoint, "/health/ready"), Cancel));
            await host.SignalAsync("TERM");
            Assert.Equal(0, await host.ExitAsync());

            Assert.Equal("https", endpoint.Scheme);
            Assert.Contains($"trust        {file}, {endpoint}_stssim/tls/ca.pem", host.Output, StringComparison.Ordinal);
            Assert.Contains($"AWS_CA_BUNDLE={file} ", host.Output, StringComparison.Ordinal);
            Assert.DoesNotContain(host.Errors.Append(host.Output), text => text.Contains("PRIVATE", StringComparison.Ordinal));
            Assert.Equal([file], Directory.EnumerateFileSystemEntries(folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
