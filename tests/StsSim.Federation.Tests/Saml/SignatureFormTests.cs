using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml;
using StsSim.Federation.Saml;

namespace StsSim.Federation.Tests.Saml;

public sealed class SignatureFormTests
{
    private const string Dsig = "http://www.w3.org/2000/09/xmldsig#";
    private const string More = "http://www.w3.org/2001/04/xmldsig-more#";
    private const string Enc = "http://www.w3.org/2001/04/xmlenc#";

    [Theory]
    [InlineData(Dsig + "rsa-sha1", "SHA1", Dsig + "sha1", "SHA1")]
    [InlineData(More + "rsa-sha256", "SHA256", Enc + "sha256", "SHA256")]
    [InlineData(More + "rsa-sha384", "SHA384", More + "sha384", "SHA384")]
    [InlineData(More + "rsa-sha512", "SHA512", Enc + "sha512", "SHA512")]
    [InlineData(More + "rsa-sha256", "SHA256", Dsig + "sha1", "SHA1")]
    public void RSA_signatures_are_taken(string method, string hash, string digestMethod, string digest)
    {
        var form = new SignatureForm { SignatureMethod = method, DigestMethod = digestMethod, Digest = Hash(digest) };
        Assert.Null(Verify(form, data => RsaSign(data, hash)).Fault);
    }

    [Theory]
    [InlineData("nistP256", "SHA256", "ecdsa-sha256")]
    [InlineData("nistP384", "SHA384", "ecdsa-sha384")]
    [InlineData("nistP521", "SHA512", "ecdsa-sha512")]
    public void Elliptic_curve_signatures_are_taken(string curve, string hash, string method)
    {
        using var key = ECDsa.Create(ECCurve.CreateFromFriendlyName(curve));
        SamlProvider provider = SampleMetadata.Provider(SampleMetadata.Certificate(key));
        var form = new SignatureForm { SignatureMethod = More + method };
        byte[] Sign(byte[] data) => key.SignData(data, new HashAlgorithmName(hash));

        Assert.Null(SamlResponseVerifier.Verify(Signed(form, Sign), provider, SampleIdentityProvider.Now).Fault);
        Assert.Equal(SamlFault.InvalidSignature, Verify(form, Sign).Fault);
    }

    [Fact]
    public void An_elliptic_curve_key_does_not_verify_RSA_signatures()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        SamlProvider provider = SampleMetadata.Provider(SampleMetadata.Certificate(key));
        string response = SampleIdentityProvider.Issuer.Mint(SampleIdentityProvider.Request);
        Assert.Equal(SamlFault.InvalidSignature, SamlResponseVerifier.Verify(response, provider, SampleIdentityProvider.Now).Fault);
    }

    // Each is signed with the right key over what it says; it is the form that is not taken.
    [Theory]
    [InlineData("http://www.w3.org/TR/1999/REC-xslt-19991116")]
    [InlineData("http://www.w3.org/TR/1999/REC-xpath-19991116")]
    [InlineData("http://www.w3.org/2002/06/xmldsig-filter2")]
    [InlineData("http://www.w3.org/2000/09/xmldsig#base64")]
    [InlineData("http://www.w3.org/2002/07/decrypt#XML")]
    [InlineData(SignatureForm.Enveloped)]
    [InlineData(SignatureForm.Exclusive)]
    public void A_further_transform_is_refused(string algorithm)
    {
        Assert.Null(Verify(new SignatureForm()).Fault);
        string further = $"""<ds:Transform Algorithm="{algorithm}"/>""";
        RefusedForm(new SignatureForm { Transforms = further + SignatureForm.BothTransforms });
        RefusedForm(new SignatureForm { Transforms = SignatureForm.BothTransforms + further });
        RefusedForm(new SignatureForm { Transforms = further });
    }

    [Theory]
    [InlineData("")]
    [InlineData("""<ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/><ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/>""")]
    [InlineData("""<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/><ds:Transform Algorithm="http://www.w3.org/TR/2001/REC-xml-c14n-20010315"/>""")]
    [InlineData("""<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"><ds:XPath>1</ds:XPath></ds:Transform><ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>""")]
    [InlineData("""<ds:Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/><ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"><ds:XPath>1</ds:XPath></ds:Transform>""")]
    public void Other_transforms_are_refused(string transforms) => RefusedForm(new SignatureForm { Transforms = transforms });

    [Theory]
    [InlineData("")]
    [InlineData("#")]
    [InlineData("{id}")]
    [InlineData("#other")]
    [InlineData("#xpointer(/)")]
    [InlineData("#xpointer(id('{id}'))")]
    [InlineData("http://attacker.example.com/#{id}")]
    [InlineData("file:///etc/passwd")]
    public void A_reference_names_the_element_that_holds_it(string uri) => RefusedForm(new SignatureForm { Uri = uri });

    [Fact]
    public void Exactly_one_reference_is_taken()
    {
        string second = $"""<ds:Reference URI=""><ds:Transforms>{SignatureForm.BothTransforms}</ds:Transforms><ds:DigestMethod Algorithm="{Enc}sha256"/><ds:DigestValue>AAAA</ds:DigestValue></ds:Reference>""";
        RefusedForm(new SignatureForm { AfterReference = second });
    }

    [Fact]
    public void A_signature_holds_nothing_else()
    {
        RefusedForm(new SignatureForm { AfterAll = "<ds:Object>anything</ds:Object>" });
        RefusedForm(new SignatureForm { AfterAll = "<ds:SignedInfo/>" });
        RefusedForm(new SignatureForm { AfterAll = "<ds:SignatureValue>AAAA</ds:SignatureValue>" });
        RefusedForm(new SignatureForm { SignatureMethodContent = "<ds:HMACOutputLength>1</ds:HMACOutputLength>" });
    }

    [Theory]
    [InlineData("http://www.w3.org/TR/2001/REC-xml-c14n-20010315")]
    [InlineData("http://www.w3.org/2006/12/xml-c14n11")]
    [InlineData("http://www.w3.org/TR/1999/REC-xslt-19991116")]
    [InlineData("")]
    public void Another_canonicalization_is_refused(string algorithm) =>
        RefusedForm(new SignatureForm { CanonicalizationMethod = $"""<ds:CanonicalizationMethod Algorithm="{algorithm}"/>""" });

    [Fact]
    public void Inclusive_prefixes_are_heeded()
    {
        const string list = $"""<ec:InclusiveNamespaces xmlns:ec="{SignatureForm.Exclusive}" PrefixList="saml samlp xs #default"/>""";
        var form = new SignatureForm
        {
            InclusivePrefixes = "saml samlp xs #default",
            CanonicalizationMethod = $"""<ds:CanonicalizationMethod Algorithm="{SignatureForm.Exclusive}">{list}</ds:CanonicalizationMethod>""",
            Transforms = $"""<ds:Transform Algorithm="{SignatureForm.Enveloped}"/><ds:Transform Algorithm="{SignatureForm.Exclusive}">{list}</ds:Transform>""",
        };
        Assert.Null(Verify(form).Fault);

        // Declared far above: samlp is used nowhere in the assertion, and is signed all the same.
        XmlDocument document = ResponseXml.Load(ResponseXml.Decode(Signed(form, data => RsaSign(data, "SHA256"))));
        XmlDocument rebound = ResponseXml.Load(document.OuterXml.Replace("samlp:", "p:", StringComparison.Ordinal).Replace("xmlns:samlp", "xmlns:p", StringComparison.Ordinal));
        Assert.Equal(SamlFault.InvalidSignature, SampleIdentityProvider.Verify(ResponseXml.Encode(rebound)).Fault);
    }

    [Fact]
    public void Comments_count_where_the_signature_says_so()
    {
        const string algorithm = SignatureForm.Exclusive + "WithComments";
        var form = new SignatureForm
        {
            WithComments = true,
            CanonicalizationMethod = $"""<ds:CanonicalizationMethod Algorithm="{algorithm}"/>""",
            Transforms = $"""<ds:Transform Algorithm="{SignatureForm.Enveloped}"/><ds:Transform Algorithm="{algorithm}"/>""",
        };
        string xml = ResponseXml.Decode(Signed(form, data => RsaSign(data, "SHA256")));
        Assert.Null(SampleIdentityProvider.Verify(ResponseXml.Encode(xml)).Fault);

        string commented = xml.Replace("</saml:NameID>", "<!-- --></saml:NameID>", StringComparison.Ordinal);
        Assert.NotEqual(xml, commented);
        Assert.Equal(SamlFault.InvalidSignature, SampleIdentityProvider.Verify(ResponseXml.Encode(commented)).Fault);
    }

    [Fact]
    public void An_attackers_key_in_the_message_is_not_trusted()
    {
        using var key = RSA.Create(2048);
        string certificate = Convert.ToBase64String(SampleMetadata.Certificate(key));
        var parameters = key.ExportParameters(includePrivateParameters: false);
        foreach (string keyInfo in new[]
        {
            $"<ds:KeyInfo><ds:X509Data><ds:X509Certificate>{certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>",
            $"<ds:KeyInfo><ds:KeyValue><ds:RSAKeyValue><ds:Modulus>{Convert.ToBase64String(parameters.Modulus!)}</ds:Modulus><ds:Exponent>{Convert.ToBase64String(parameters.Exponent!)}</ds:Exponent></ds:RSAKeyValue></ds:KeyValue></ds:KeyInfo>",
            """<ds:KeyInfo><ds:RetrievalMethod URI="http://attacker.example.com/key"/></ds:KeyInfo>""",
        })
        {
            SamlOutcome outcome = Verify(new SignatureForm { KeyInfo = keyInfo }, data => key.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
            Assert.Equal(SamlFault.InvalidSignature, outcome.Fault);
        }
    }

    [Fact]
    public void The_public_key_is_no_shared_secret()
    {
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(SampleIdentityProvider.Key.Certificate);
        byte[][] secrets =
        [
            certificate.RawData,
            certificate.PublicKey.ExportSubjectPublicKeyInfo(),
            certificate.GetPublicKey(),
            Encoding.ASCII.GetBytes(certificate.ExportCertificatePem()),
        ];
        foreach (byte[] secret in secrets)
        {
            SamlOutcome outcome = Verify(new SignatureForm { SignatureMethod = More + "hmac-sha256" }, data => HMACSHA256.HashData(secret, data));
            Assert.Equal(SamlFault.InvalidSignature, outcome.Fault);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("none")]
    [InlineData(More + "rsa-md5")]
    [InlineData(Dsig + "dsa-sha1")]
    [InlineData("http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1")]
    public void Another_signature_method_is_refused(string method) => RefusedForm(new SignatureForm { SignatureMethod = method });

    [Fact]
    public void A_weak_digest_is_refused() =>
        RefusedForm(new SignatureForm { DigestMethod = More + "md5", Digest = Hash("MD5") });

    [Fact]
    public void Comments_and_spaces_in_values_change_nothing_of_what_is_compared()
    {
        string xml = ResponseXml.Valid().OuterXml;
        int value = xml.IndexOf("<DigestValue>", StringComparison.Ordinal) + "<DigestValue>".Length;
        Assert.Null(SampleIdentityProvider.Verify(ResponseXml.Encode(xml.Insert(value + 5, "<!---->"))).Fault);

        // A second digest before or behind a comment must not be taken for the first.
        Assert.Equal(SamlFault.InvalidSignature, SampleIdentityProvider.Verify(ResponseXml.Encode(xml.Insert(value, "AAAA<!---->"))).Fault);
        Assert.Equal(SamlFault.InvalidSignature, SampleIdentityProvider.Verify(ResponseXml.Encode(xml.Insert(value + 44, "<!-- -->AAAA"))).Fault);
        Assert.Equal(SamlFault.InvalidSignature, SampleIdentityProvider.Verify(ResponseXml.Encode(xml.Insert(value + 5, " "))).Fault);
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("!")]
    public void A_signature_value_that_is_none_is_refused(string value)
    {
        XmlDocument document = ResponseXml.Valid();
        document.Find("SignatureValue").InnerText = value;
        Assert.Equal(SamlFault.InvalidSignature, SampleIdentityProvider.Verify(ResponseXml.Encode(document)).Fault);
    }

    [Fact]
    public void A_second_signature_is_refused()
    {
        XmlDocument document = ResponseXml.Valid();
        XmlElement signature = document.Find("Signature");
        signature.ParentNode!.InsertAfter(signature.CloneNode(deep: true), signature);
        Assert.Equal(SamlFault.InvalidSignature, SampleIdentityProvider.Verify(ResponseXml.Encode(document)).Fault);
    }

    [Fact]
    public void A_signature_in_an_attribute_value_is_out_of_place()
    {
        string response = ResponseXml.SignedAfter(document => document.Find("AttributeValue").AddElement("Signature", ResponseXml.Signature));
        Assert.Equal(SamlFault.InvalidSignature, SampleIdentityProvider.Verify(response).Fault);
    }

    [Fact]
    public void An_assertion_without_an_ID_cannot_be_signed()
    {
        RefusedForm(new SignatureForm(), assertion => assertion.RemoveAttribute("ID"));
        RefusedForm(new SignatureForm { Uri = "" }, assertion => assertion.RemoveAttribute("ID"));
    }

    private static void RefusedForm(SignatureForm form, Action<XmlElement>? change = null) =>
        Assert.Equal(SamlFault.InvalidSignature, SampleIdentityProvider.Verify(Signed(form, data => RsaSign(data, "SHA256"), change)).Fault);

    private static SamlOutcome Verify(SignatureForm form, Func<byte[], byte[]>? sign = null) =>
        SampleIdentityProvider.Verify(Signed(form, sign ?? (data => RsaSign(data, "SHA256"))));

    private static string Signed(SignatureForm form, Func<byte[], byte[]> sign, Action<XmlElement>? change = null)
    {
        XmlDocument document = ResponseXml.Load(ResponseXml.Decode(SampleIdentityProvider.Issuer.Mint(
            SampleIdentityProvider.Request with { SignWith = SignWith.None })));
        XmlElement assertion = document.Find("Assertion");
        change?.Invoke(assertion);
        form.AddTo(assertion, sign);
        return ResponseXml.Encode(document);
    }

    private static byte[] RsaSign(byte[] data, string hash)
    {
        using RSA key = SampleIdentityProvider.Key.OpenPrivateKey();
        return key.SignData(data, new HashAlgorithmName(hash), RSASignaturePadding.Pkcs1);
    }

    private static Func<byte[], byte[]> Hash(string name) => data => CryptographicOperations.HashData(new HashAlgorithmName(name), data);
}
