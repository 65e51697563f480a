using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using StsSim.Federation.Oidc;

namespace StsSim.Federation.Tests.Oidc;

public sealed class ThumbprintTests : IDisposable
{
    private const string OtherThumbprint = "9e99a48a9960b14926bb7f3b02e22da2b0ab7280";

    private static readonly VerificationKeysOptions Options = new() { Networks = IssuerNetworks.Loopback };

    private readonly VerificationKeys _keys = new(new SettableClock(ExampleIssuer.Now), options: Options);
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();
    private readonly X509Certificate2 _root;
    private readonly X509Certificate2 _authority;

    public ThumbprintTests()
    {
        _root = CreateAuthority("CN=Example Root", issuer: null);
        _authority = CreateAuthority("CN=Example Authority", _root);
    }

    public void Dispose()
    {
        _keys.Dispose();
        _root.Dispose();
        _authority.Dispose();
    }

    [Fact]
    public async Task An_untrusted_certificate_is_a_mismatch_unless_it_is_registered()
    {
        using X509Certificate2 certificate = CreateServer(_authority, IPAddress.Loopback, _now.AddDays(1));
        await using LoopbackIdp idp = await LoopbackIdp.StartAsync(certificate);
        Assert.IsType<WebIdentityFault.ThumbprintMismatch>(await VerifyAsync(idp));
        Assert.IsType<WebIdentityFault.ThumbprintMismatch>(await VerifyAsync(idp, OtherThumbprint));
        Assert.IsType<WebIdentity>(await VerifyAsync(idp, certificate.Thumbprint));
        Assert.IsType<WebIdentity>(await VerifyAsync(idp, OtherThumbprint, certificate.Thumbprint.ToLowerInvariant()));
    }

    [Fact]
    public async Task The_topmost_certificate_that_a_host_shows_is_found_trusted_or_not()
    {
        using X509Certificate2 certificate = CreateServer(_authority, IPAddress.Loopback, _now.AddDays(1));
        await using LoopbackIdp alone = await LoopbackIdp.StartAsync(certificate);
        await using LoopbackIdp withAuthority = await LoopbackIdp.StartAsync(certificate, _authority);
        var finder = new IssuerCertificate(Options);

        Assert.Equal(
            certificate.Thumbprint.ToLowerInvariant(), await finder.FindThumbprintAsync(alone.Url, TestContext.Current.CancellationToken));
        Assert.Equal(
            _authority.Thumbprint.ToLowerInvariant(), await finder.FindThumbprintAsync(withAuthority.Url, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_host_without_TLS_shows_none()
    {
        await using LoopbackIdp idp = await LoopbackIdp.StartAsync();

        Assert.Null(await new IssuerCertificate(Options).FindThumbprintAsync(
            idp.Url.Replace("http://", "https://", StringComparison.Ordinal), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_mismatch_is_remembered_as_one()
    {
        using X509Certificate2 certificate = CreateServer(_authority, IPAddress.Loopback, _now.AddDays(1));
        await using LoopbackIdp idp = await LoopbackIdp.StartAsync(certificate);
        for (int i = 0; i < 3; i++)
        {
            Assert.IsType<WebIdentityFault.ThumbprintMismatch>(await VerifyAsync(idp, OtherThumbprint));
        }

        Assert.Equal(0, idp.Discoveries);
    }

    [Fact]
    public async Task A_registered_authority_vouches_for_its_certificates()
    {
        using X509Certificate2 certificate = CreateServer(_authority, IPAddress.Loopback, _now.AddDays(1));
        await using LoopbackIdp idp = await LoopbackIdp.StartAsync(certificate, _authority);
        Assert.IsType<WebIdentity>(await VerifyAsync(idp, _authority.Thumbprint));
    }

    [Fact]
    public async Task A_registered_authority_vouches_for_the_name_and_a_registered_host_needs_none()
    {
        using X509Certificate2 certificate = CreateServer(_authority, IPAddress.Parse("192.0.2.1"), _now.AddDays(1));
        await using LoopbackIdp idp = await LoopbackIdp.StartAsync(certificate, _authority);
        Assert.IsType<WebIdentityFault.ThumbprintMismatch>(await VerifyAsync(idp, _authority.Thumbprint));
        Assert.IsType<WebIdentity>(await VerifyAsync(idp, certificate.Thumbprint));
    }

    [Fact]
    public async Task A_certificate_that_only_names_the_registered_authority_is_a_forgery()
    {
        using X509Certificate2 impostor = CreateAuthority("CN=Example Authority", issuer: null);
        using X509Certificate2 certificate = CreateServer(impostor, IPAddress.Loopback, _now.AddDays(1));
        await using LoopbackIdp idp = await LoopbackIdp.StartAsync(certificate, _authority);
        Assert.IsType<WebIdentityFault.ThumbprintMismatch>(await VerifyAsync(idp, _authority.Thumbprint));
    }

    [Fact]
    public async Task A_registered_certificate_that_is_over_is_refused()
    {
        using X509Certificate2 certificate = CreateServer(_authority, IPAddress.Loopback, _now.AddHours(-1));
        await using LoopbackIdp idp = await LoopbackIdp.StartAsync(certificate);
        Assert.IsType<WebIdentityFault.ThumbprintMismatch>(await VerifyAsync(idp, certificate.Thumbprint));
    }

    private ValueTask<WebIdentityOutcome> VerifyAsync(LoopbackIdp idp, params string[] thumbprints) =>
        new WebIdentityVerifier(_keys).VerifyAsync(
            idp.Mint(), [idp.Provider with { Thumbprints = thumbprints }], ExampleIssuer.Now, TestContext.Current.CancellationToken);

    private X509Certificate2 CreateAuthority(string name, X509Certificate2? issuer)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        if (issuer is null)
        {
            return request.CreateSelfSigned(_now.AddDays(-3), _now.AddDays(3));
        }

        using X509Certificate2 signed = request.Create(issuer, _now.AddDays(-2), _now.AddDays(2), RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }

    private X509Certificate2 CreateServer(X509Certificate2 issuer, IPAddress address, DateTimeOffset notAfter)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Example IdP", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 signed = request.Create(issuer, _now.AddDays(-1), notAfter, RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }
}
