using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using StsSim.Federation.Saml;
using static StsSim.Federation.Tests.Saml.SampleMetadata;

namespace StsSim.Federation.Tests.Saml;

public sealed class SamlProviderTests
{
    private static readonly string Certificate64 = Convert.ToBase64String(SampleIdentityProvider.Key.Certificate);

    [Theory]
    [InlineData("")]
    [InlineData(""" use="signing" """)]
    public void A_key_signs_unless_its_use_is_another(string use)
    {
        SamlProvider provider = SampleIdentityProvider.Parse(Write(KeyDescriptor(Certificate64, use)));

        Assert.Equal(SampleIdentityProvider.EntityId, provider.EntityId);
        Assert.Null(provider.ValidUntil);
        Assert.True(Verify(provider).IsVerified);
    }

    [Fact]
    public void While_a_provider_changes_its_key_both_are_taken()
    {
        using var key = RSA.Create(2048);
        byte[] other = SampleMetadata.Certificate(key);

        Assert.True(Verify(Provider(other, SampleIdentityProvider.Key.Certificate)).IsVerified);
        Assert.True(Verify(Provider(SampleIdentityProvider.Key.Certificate, other)).IsVerified);
        Assert.Equal(SamlFault.InvalidSignature, Verify(Provider(other)).Fault);
    }

    [Fact]
    public void A_key_for_encryption_verifies_nothing()
    {
        using var key = RSA.Create(2048);
        string encryption = KeyDescriptor(Certificate64, """ use="encryption" """);
        string signing = KeyDescriptor(Convert.ToBase64String(SampleMetadata.Certificate(key)));

        Assert.Equal(SamlFault.InvalidSignature, Verify(SampleIdentityProvider.Parse(Write(encryption + signing))).Fault);
        Faulty(Write(encryption), "no IDPSSODescriptor with a signing certificate");
    }

    [Fact]
    public void A_certificates_own_dates_do_not_matter()
    {
        using RSA key = SampleIdentityProvider.Key.OpenPrivateKey();
        byte[] expired = SampleMetadata.Certificate(key);
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(expired);
        Assert.True(certificate.NotAfter.ToUniversalTime() < SampleIdentityProvider.Now);

        Assert.True(Verify(Provider(expired)).IsVerified);
    }

    [Fact]
    public void A_certificate_may_be_broken_into_lines()
    {
        string lines = Convert.ToBase64String(SampleIdentityProvider.Key.Certificate, Base64FormattingOptions.InsertLineBreaks);
        Assert.True(Verify(SampleIdentityProvider.Parse(Write(KeyDescriptor($"\n      {lines}\n    ")))).IsVerified);
    }

    [Fact]
    public void The_end_of_validity_is_told()
    {
        SamlProvider provider = SampleIdentityProvider.Parse(Write(KeyDescriptor(Certificate64), attributes: """validUntil="2030-01-02T03:04:05Z" """));
        Assert.Equal(new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero), provider.ValidUntil);
        Faulty(Write(KeyDescriptor(Certificate64), attributes: """validUntil="soon" """), "validUntil");
    }

    [Theory]
    [InlineData("")]
    [InlineData("metadata")]
    [InlineData("<EntityDescriptor")]
    public void What_is_no_XML_is_no_metadata(string metadata) => Faulty(metadata, "well-formed");

    [Theory]
    [InlineData("""<EntityDescriptor entityID="x"/>""")]
    [InlineData("""<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata"/>""")]
    [InlineData("""<md:IDPSSODescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata"/>""")]
    public void The_root_is_one_entity(string metadata) => Faulty(metadata, "EntityDescriptor");

    [Fact]
    public void An_entity_has_an_id_of_at_most_1024_characters()
    {
        Faulty(Write(KeyDescriptor(Certificate64), entityId: ""), "entityID");
        Faulty(Write(KeyDescriptor(Certificate64), entityId: new string('x', 1025)), "entityID");
        Assert.Equal(1024, SampleIdentityProvider.Parse(Write(KeyDescriptor(Certificate64), entityId: new string('x', 1024))).EntityId.Length);
    }

    [Fact]
    public void A_service_provider_signs_no_assertions()
    {
        string metadata = Write(KeyDescriptor(Certificate64)).Replace("IDPSSODescriptor", "SPSSODescriptor", StringComparison.Ordinal);
        Faulty(metadata, "IDPSSODescriptor");
    }

    [Fact]
    public void What_is_no_certificate_is_refused()
    {
        Faulty(Write(KeyDescriptor("")), "no certificate");
        Faulty(Write(KeyDescriptor("!")), "no certificate");
        Faulty(Write(KeyDescriptor("AAAA")), "no certificate");
        Faulty(Write(KeyDescriptor(Certificate64[..^8])), "no certificate");

        // One good certificate does not make up for a broken one.
        Faulty(Write(KeyDescriptor(Certificate64) + KeyDescriptor("AAAA")), "no certificate");
    }

    [Fact]
    public void A_key_too_short_is_refused()
    {
        using var weak = RSA.Create(512);
        Faulty(Write(KeyDescriptor(Convert.ToBase64String(SampleMetadata.Certificate(weak)))), "1024");
        using var shortest = RSA.Create(1024);
        Assert.NotNull(Provider(SampleMetadata.Certificate(shortest)));
    }

    [Theory]
    [InlineData(1024, "AQAB", true)]
    [InlineData(8192, "AQAB", true)]
    [InlineData(8200, "AQAB", false)]
    [InlineData(2048, "AQ==", false)]
    [InlineData(2048, "AQAAAAE=", false)]
    public void A_modulus_or_an_exponent_out_of_bounds_is_refused(int bits, string exponent, bool expected)
    {
        string descriptor = KeyDescriptor(Convert.ToBase64String(SampleMetadata.Certificate(bits / 8, Convert.FromBase64String(exponent))));

        Assert.Equal(expected, SamlProvider.Parse(Write(descriptor), out _) is not null);
    }

    // Two accounts may know one entity by two certificates, and one of them may be an attacker's.
    [Fact]
    public void The_key_of_another_provider_of_the_same_name_verifies_nothing()
    {
        var other = new SamlIssuer(SamlSigningKey.Create(SampleIdentityProvider.Now), SampleIdentityProvider.EntityId);
        SamlProvider registered = SampleIdentityProvider.Parse(other.Metadata("https://idp.example.com/sso"));

        Assert.Equal(SamlFault.InvalidSignature, SamlResponseVerifier.Verify(other.Mint(SampleIdentityProvider.Request), SampleIdentityProvider.Provider, SampleIdentityProvider.Now).Fault);
        Assert.Equal(SamlFault.InvalidSignature, SamlResponseVerifier.Verify(SampleIdentityProvider.Issuer.Mint(SampleIdentityProvider.Request), registered, SampleIdentityProvider.Now).Fault);
        Assert.Null(SamlResponseVerifier.Verify(other.Mint(SampleIdentityProvider.Request), registered, SampleIdentityProvider.Now).Fault);
    }

    [Fact]
    public void Metadata_is_bounded()
    {
        Faulty(Write(string.Concat(Enumerable.Repeat(KeyDescriptor(Certificate64), 17))), "more than 16");
        Faulty(Write(new string(' ', 10_000_000) + KeyDescriptor(Certificate64)), "too long");
        Faulty(Write(KeyDescriptor(Certificate64) + string.Concat(Enumerable.Repeat("<x/>", 20_001))), "too many");
        Faulty(Write(KeyDescriptor(Certificate64) + string.Concat(Enumerable.Repeat("<x>", 100)) + string.Concat(Enumerable.Repeat("</x>", 100))), "too many");
        Assert.NotNull(Provider([.. Enumerable.Repeat(SampleIdentityProvider.Key.Certificate, 16)]));
    }

    [Fact]
    public void Metadata_has_no_document_type()
    {
        string metadata = Write(KeyDescriptor(Certificate64));
        Faulty("<!DOCTYPE x>" + metadata, "document type");
        Faulty("""<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>""" + metadata.Replace(SampleIdentityProvider.EntityId, "&e;", StringComparison.Ordinal), "document type");
    }

    [Fact]
    public void A_declaration_and_a_byte_order_mark_are_tolerated()
    {
        string metadata = "\uFEFF<?xml version=\"1.0\" encoding=\"utf-16\"?>" + Write(KeyDescriptor(Certificate64));
        Assert.True(Verify(SampleIdentityProvider.Parse(metadata)).IsVerified);
    }

    private static SamlOutcome Verify(SamlProvider provider) =>
        SamlResponseVerifier.Verify(SampleIdentityProvider.Issuer.Mint(SampleIdentityProvider.Request), provider, SampleIdentityProvider.Now);

    private static void Faulty(string metadata, string expected)
    {
        Assert.Null(SamlProvider.Parse(metadata, out string? fault));
        Assert.Contains(expected, fault, StringComparison.Ordinal);
    }
}
