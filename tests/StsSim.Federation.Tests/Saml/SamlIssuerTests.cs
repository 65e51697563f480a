using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Text;
using System.Xml;
using StsSim.Federation.Saml;
using static StsSim.Federation.Tests.Saml.SampleIdentityProvider;

namespace StsSim.Federation.Tests.Saml;

public sealed class SamlIssuerTests
{
    [Theory]
    [InlineData(SignedElement.Assertion)]
    [InlineData(SignedElement.Response)]
    [InlineData(SignedElement.Both)]
    public void What_is_asked_for_is_what_is_asserted(SignedElement signedElement)
    {
        AssertionRequest request = Request with
        {
            SignedElement = signedElement,
            Roles = [new SamlRole(RoleArn, ProviderArn), new SamlRole("arn:aws:iam::123456789012:role/path/a,b", ProviderArn)],
            Recipient = "https://eu-central-1.signin.aws.amazon.com/saml",
            SessionDurationSeconds = 1800,
            SessionNotOnOrAfter = Now.AddHours(2),
            SourceIdentity = "Alice",
            PrincipalTags = [new("Project", "Märketing & <Sales>"), new("CostCenter", "")],
            TransitiveTagKeys = ["Project", "CostCenter"],
            Attributes = new Dictionary<string, IReadOnlyList<string>>
            {
                ["urn:oid:1.3.6.1.4.1.5923.1.1.1.1"] = ["staff", "member"],
                ["department"] = ["7"],
            },
        };

        SamlOutcome outcome = Verify(Issuer.Mint(request));

        Assert.True(outcome.IsVerified, outcome.Reason);
        Assert.Null(outcome.Fault);
        SamlIdentity identity = outcome.Identity;
        Assert.Equal(EntityId, identity.Issuer);
        Assert.Equal(request.NameId, identity.Subject);
        Assert.Equal("persistent", identity.SubjectType);
        Assert.Equal(request.Recipient, identity.Recipient);
        Assert.Equal(request.Roles, identity.Roles);
        Assert.Equal(request.SessionName, identity.RoleSessionName);
        Assert.Equal(1800, identity.SessionDurationSeconds);
        Assert.Equal(request.SessionNotOnOrAfter, identity.SessionNotOnOrAfter);
        Assert.Equal("Alice", identity.SourceIdentity);
        Assert.Equal(request.PrincipalTags, identity.PrincipalTags);
        Assert.Equal(request.TransitiveTagKeys, identity.TransitiveTagKeys);
        Assert.Equal(["department", "urn:oid:1.3.6.1.4.1.5923.1.1.1.1"], identity.Attributes.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["7"], identity.Attributes["department"]);
        Assert.Equal(["staff", "member"], identity.ConditionKeys["saml:eduPersonAffiliation"]);
        Assert.Single(identity.ConditionKeys);
    }

    [Fact]
    public void What_is_not_asked_for_is_absent()
    {
        SamlOutcome outcome = Verify(Issuer.Mint(Request));

        Assert.True(outcome.IsVerified, outcome.Reason);
        Assert.Null(outcome.Identity.SessionDurationSeconds);
        Assert.Null(outcome.Identity.SessionNotOnOrAfter);
        Assert.Null(outcome.Identity.SourceIdentity);
        Assert.Empty(outcome.Identity.PrincipalTags);
        Assert.Empty(outcome.Identity.TransitiveTagKeys);
        Assert.Empty(outcome.Identity.Attributes);
        Assert.Empty(outcome.Identity.ConditionKeys);
    }

    [Theory]
    [InlineData(SignWith.UnknownKey, SignedElement.Assertion)]
    [InlineData(SignWith.UnknownKey, SignedElement.Response)]
    [InlineData(SignWith.UnknownKey, SignedElement.Both)]
    [InlineData(SignWith.None, SignedElement.Assertion)]
    [InlineData(SignWith.Tampered, SignedElement.Assertion)]
    [InlineData(SignWith.Tampered, SignedElement.Response)]
    [InlineData(SignWith.Tampered, SignedElement.Both)]
    public void Bad_signatures_are_made_to_be_refused(SignWith signWith, SignedElement signedElement)
    {
        SamlOutcome outcome = Verify(Issuer.Mint(Request with { SignWith = signWith, SignedElement = signedElement }));

        Assert.False(outcome.IsVerified);
        Assert.Null(outcome.Identity);
        Assert.Equal(SamlFault.InvalidSignature, outcome.Fault);
    }

    // The verifier does without SignedXml, so this is a second opinion on both of them.
    [Theory]
    [InlineData(SignedElement.Assertion, 1)]
    [InlineData(SignedElement.Response, 1)]
    [InlineData(SignedElement.Both, 2)]
    public void The_platforms_own_verification_agrees(SignedElement signedElement, int expected)
    {
        XmlDocument response = ResponseXml.Valid(signedElement);
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(Key.Certificate);
        using RSA key = certificate.GetRSAPublicKey()!;

        XmlNodeList signatures = response.SelectNodes("//*[local-name()='Signature']")!;
        Assert.Equal(expected, signatures.Count);
        foreach (XmlElement signature in signatures)
        {
            var signed = new SignedXml((XmlElement)signature.ParentNode!);
            signed.LoadXml(signature);
            Assert.True(signed.CheckSignature(key));
        }
    }

    [Fact]
    public void A_kept_key_signs_as_before()
    {
        SamlSigningKey restored = SamlSigningKey.Import(Key.Export());

        Assert.Equal(Key.Certificate, restored.Certificate);
        Assert.True(Verify(new SamlIssuer(restored, EntityId).Mint(Request)).IsVerified);
    }

    [Fact]
    public void What_is_no_key_is_not_imported()
    {
        byte[] certificateOnly = Encoding.ASCII.GetBytes(PemEncoding.WriteString("CERTIFICATE", Key.Certificate));
        string otherPem = Encoding.ASCII.GetString(SamlSigningKey.Create(Now).Export());
        byte[] mismatched = [.. certificateOnly, .. Encoding.ASCII.GetBytes(otherPem[otherPem.IndexOf("-----BEGIN PRIVATE", StringComparison.Ordinal)..])];

        Assert.Throws<CryptographicException>(() => SamlSigningKey.Import([]));
        Assert.Throws<CryptographicException>(() => SamlSigningKey.Import([1, 2, 3]));
        Assert.Throws<CryptographicException>(() => SamlSigningKey.Import(certificateOnly));
        Assert.Throws<CryptographicException>(() => SamlSigningKey.Import(mismatched));
    }

    [Fact]
    public void A_key_prints_its_type_only() => Assert.Equal("SamlSigningKey", Key.ToString());

    [Fact]
    public void Each_response_has_ids_of_its_own()
    {
        XmlDocument one = ResponseXml.Valid(), other = ResponseXml.Valid();
        string[] ids = [.. new[] { one, other }.SelectMany(d => d.SelectNodes("//@ID")!.Cast<XmlAttribute>()).Select(a => a.Value)];

        Assert.Equal(4, ids.Length);
        Assert.Distinct(ids);
        Assert.All(ids, id => Assert.Matches("^_[0-9a-f]{32}$", id));
    }

    [Fact]
    public void Many_threads_mint_and_verify_at_once()
    {
        int verified = 0;
        Parallel.For(0, 64, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            SamlOutcome outcome = Verify(Issuer.Mint(Request with { SessionName = $"user{i}", SignedElement = (SignedElement)(i % 3) }));
            if (outcome.Identity?.RoleSessionName == $"user{i}")
            {
                Interlocked.Increment(ref verified);
            }
        });
        Assert.Equal(64, verified);
    }
}
