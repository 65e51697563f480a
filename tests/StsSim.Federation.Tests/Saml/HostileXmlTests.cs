using System.Text;
using System.Xml;
using StsSim.Federation.Saml;

namespace StsSim.Federation.Tests.Saml;

public sealed class HostileXmlTests
{
    [Theory]
    [InlineData("")]
    [InlineData("====")]
    [InlineData("not base64!")]
    [InlineData("PA")]
    [InlineData("AAAA")]
    [InlineData("PGE+")]
    public void What_is_no_response_is_unparsable(string base64) => Unparsable(base64);

    [Theory]
    [InlineData("<Response/>")]
    [InlineData("""<Response xmlns="urn:oasis:names:tc:SAML:2.0:protocol" Version="2.0"/>""")]
    [InlineData("""<Response xmlns="urn:oasis:names:tc:SAML:1.0:protocol" Version="2.0"/>""")]
    [InlineData("""<LogoutResponse xmlns="urn:oasis:names:tc:SAML:2.0:protocol" Version="2.0"/>""")]
    [InlineData("""<Assertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion" Version="2.0"/>""")]
    public void XML_that_is_no_response_is_unparsable(string xml) => Unparsable(ResponseXml.Encode(xml));

    [Fact]
    public void White_space_in_the_base64_is_tolerated()
    {
        string lines = Convert.ToBase64String(Encoding.UTF8.GetBytes(ResponseXml.Valid().OuterXml), Base64FormattingOptions.InsertLineBreaks);
        Assert.Contains("\r\n", lines, StringComparison.Ordinal);
        Verified(" \t" + lines + "\n");
    }

    [Fact]
    public void A_declaration_and_a_byte_order_mark_are_tolerated()
    {
        Verified(ResponseXml.Encode("""<?xml version="1.0" encoding="UTF-8"?>""" + ResponseXml.Valid().OuterXml));
        Verified(ResponseXml.Encode("\uFEFF" + ResponseXml.Valid().OuterXml));
    }

    [Fact]
    public void Only_UTF8_is_read()
    {
        string xml = ResponseXml.Valid().OuterXml;
        Unparsable(Convert.ToBase64String(Encoding.Unicode.GetBytes(xml)));
        Unparsable(Convert.ToBase64String([.. Encoding.UTF8.GetBytes(xml[..^1]), 0xC3, (byte)'>']));
    }

    [Fact]
    public void A_document_type_is_refused_whatever_it_holds()
    {
        string xml = ResponseXml.Valid().OuterXml;
        foreach (string type in new[]
        {
            "<!DOCTYPE Response>",
            """<!DOCTYPE Response SYSTEM "http://127.0.0.1:1/saml.dtd">""",
            """<!DOCTYPE Response [<!ENTITY x SYSTEM "file:///etc/passwd">]>""",
            """<!DOCTYPE Response [<!ENTITY % x SYSTEM "http://127.0.0.1:1/x"> %x;]>""",
            """<!DOCTYPE Response [<!ATTLIST Assertion ID ID #FIXED "_evil">]>""",
        })
        {
            Unparsable(ResponseXml.Encode(type + xml));
        }
    }

    [Fact]
    public void Entities_are_not_expanded()
    {
        var laughs = new StringBuilder("""<!DOCTYPE r [<!ENTITY l0 "lol">""");
        for (int i = 1; i < 30; i++)
        {
            laughs.Append(System.Globalization.CultureInfo.InvariantCulture, $"<!ENTITY l{i} \"{string.Concat(Enumerable.Repeat($"&l{i - 1};", 10))}\">");
        }

        Unparsable(ResponseXml.Encode(laughs + """]><Response xmlns="urn:oasis:names:tc:SAML:2.0:protocol" Version="2.0">&l29;</Response>"""));
        Unparsable(ResponseXml.Encode("""<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><Response xmlns="urn:oasis:names:tc:SAML:2.0:protocol" Version="2.0">&x;</Response>"""));
        Unparsable(ResponseXml.Encode(ResponseXml.Valid().OuterXml.Replace("</saml:NameID>", "&undeclared;</saml:NameID>", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_processing_instruction_is_refused() =>
        Unparsable(ResponseXml.Encode("<?xml-stylesheet href='http://127.0.0.1:1/x.xsl'?>" + ResponseXml.Valid().OuterXml));

    [Fact]
    public void Depth_is_bounded()
    {
        Unparsable(Nested(7_000));
        Unparsable(Nested(60));
        Verified(Nested(20));
    }

    [Fact]
    public void Elements_and_attributes_are_bounded()
    {
        Unparsable(ResponseXml.Encode(WithExtensions(string.Concat(Enumerable.Repeat("<x/>", 6_000)))));
        Unparsable(ResponseXml.Encode(WithExtensions($"<x {Attributes(100)}/>")));
        Unparsable(ResponseXml.Encode(WithExtensions(string.Concat(Enumerable.Range(0, 100).Select(i => $"<x{i} {Attributes(65)}/>")))));
        Verified(ResponseXml.Encode(WithExtensions(string.Concat(Enumerable.Repeat($"<x {Attributes(30)}/>", 20)))));

        static string Attributes(int count) => string.Join(' ', Enumerable.Range(0, count).Select(i => $"xmlns:p{i}='u{i}'"));
    }

    [Fact]
    public void Length_is_bounded()
    {
        Unparsable(new string('A', 100_001));
        Unparsable(new string(' ', 100_000));
        Unparsable(ResponseXml.Encode(WithExtensions(new string('x', 75_000))));
        Unparsable(ResponseXml.Encode(WithExtensions(new string('x', 10_000_000))));
        Verified(ResponseXml.Encode(WithExtensions(new string('x', 60_000))));
    }

    [Fact]
    public void Each_ID_stands_once()
    {
        foreach (string attribute in new[] { "ID", "Id", "id", "xml:id" })
        {
            XmlDocument document = ResponseXml.Valid();
            string id = document.Find("Assertion").GetAttribute("ID");
            string xml = document.OuterXml.Replace("<samlp:StatusCode", $"<samlp:StatusCode {attribute}=\"{id}\"", StringComparison.Ordinal);
            Unparsable(ResponseXml.Encode(xml));
        }
    }

    [Fact]
    public void There_is_exactly_one_assertion()
    {
        XmlDocument none = ResponseXml.Valid(SignedElement.Response);
        none.Find("Assertion").Remove();
        Unparsable(ResponseXml.Encode(none));

        // Signed as a whole, and still one too many.
        Unparsable(ResponseXml.SignedAfter(document =>
            document.Find("AttributeValue").AddElement("Assertion", ResponseXml.Assertion)));
        Unparsable(ResponseXml.SignedAfter(document =>
            document.Find("AttributeValue").AddElement("Response", ResponseXml.Protocol)));
    }

    [Fact]
    public void An_encrypted_assertion_is_refused_as_such()
    {
        XmlDocument document = ResponseXml.Valid();
        XmlElement assertion = document.Find("Assertion");
        XmlElement encrypted = document.CreateElement("EncryptedAssertion", ResponseXml.Assertion);
        assertion.ParentNode!.ReplaceChild(encrypted, assertion);
        Assert.Equal(SamlFault.EncryptedAssertion, SampleIdentityProvider.Verify(ResponseXml.Encode(document)).Fault);

        encrypted.ParentNode!.AppendChild(assertion);
        Assert.Equal(SamlFault.EncryptedAssertion, SampleIdentityProvider.Verify(ResponseXml.Encode(document)).Fault);
    }

    // "Duo Finds SAML Vulnerabilities Affecting Multiple Implementations", 2018: the comment is not signed, and cuts the text.
    [Theory]
    [InlineData("admin@example.com<!---->.evil.com", "admin@example.com.evil.com")]
    [InlineData("<!-- x -->admin@example.com.evil.com", "admin@example.com.evil.com")]
    [InlineData("admin<!--a--><!--b-->@example.com.<![CDATA[evil]]>.com<!-- -->", "admin@example.com.evil.com")]
    public void Comments_cut_no_value(string written, string expected)
    {
        XmlDocument document = ResponseXml.Load(ResponseXml.Decode(SampleIdentityProvider.Issuer.Mint(
            SampleIdentityProvider.Request with { NameId = expected })));
        document.Find("NameID").InnerXml = written;

        SamlOutcome outcome = SampleIdentityProvider.Verify(ResponseXml.Encode(document));

        Assert.True(outcome.IsVerified, outcome.Reason);
        Assert.Equal(expected, outcome.Identity.Subject);
    }

    [Fact]
    public void Comments_cut_neither_issuer_nor_attributes()
    {
        string xml = ResponseXml.Valid().OuterXml
            .Replace("bob@example.com", "bob<!-- -->@example.com", StringComparison.Ordinal)
            .Replace(SampleIdentityProvider.EntityId, SampleIdentityProvider.EntityId.Insert(12, "<!-- -->"), StringComparison.Ordinal);

        SamlOutcome outcome = SampleIdentityProvider.Verify(ResponseXml.Encode(xml));

        Assert.True(outcome.IsVerified, outcome.Reason);
        Assert.Equal("bob@example.com", outcome.Identity.RoleSessionName);
        Assert.Equal(SampleIdentityProvider.EntityId, outcome.Identity.Issuer);
    }

    [Fact]
    public void Markup_written_as_entities_stays_text()
    {
        const string markup = """alice</saml:NameID><saml:NameID>root<!-- &amp;]]>""";
        SamlOutcome outcome = SampleIdentityProvider.Verify(SampleIdentityProvider.Issuer.Mint(SampleIdentityProvider.Request with { NameId = markup }));
        Assert.True(outcome.IsVerified, outcome.Reason);
        Assert.Equal(markup, outcome.Identity.Subject);

        // Once it is made markup, it is another document.
        string xml = ResponseXml.Decode(SampleIdentityProvider.Issuer.Mint(SampleIdentityProvider.Request with { NameId = "<a/>" }));
        string made = xml.Replace("&lt;a/&gt;", "<a/>", StringComparison.Ordinal);
        Assert.NotEqual(xml, made);
        Assert.False(SampleIdentityProvider.Verify(ResponseXml.Encode(made)).IsVerified);
    }

    [Fact]
    public void Names_count_with_their_namespaces()
    {
        // The same local names from elsewhere are not SAML's.
        Assert.Equal(SamlFault.NoNameId, SampleIdentityProvider.Verify(ResponseXml.SignedAfter(document =>
        {
            XmlElement nameId = document.Find("NameID");
            XmlElement foreign = document.CreateElement("NameID", "urn:example:other");
            foreign.InnerText = nameId.InnerText;
            nameId.ParentNode!.ReplaceChild(foreign, nameId);
        })).Fault);
    }

    // Canonicalization looks closely at namespaces; strangers choose them, and the prefix list of a SignedInfo as well.
    [Theory]
    [InlineData("xmlns:xml='http://www.w3.org/XML/1998/namespace'")]
    [InlineData("xmlns:p='relative/uri'")]
    [InlineData("xmlns:p='::not a uri'")]
    [InlineData("xmlns='urn:x' xml:base='../x' xml:lang='' xml:space='preserve'")]
    [InlineData("xmlns:saml='urn:x' xmlns:samlp='urn:y' xmlns:ds='urn:z'")]
    public void Odd_namespaces_do_no_harm(string attributes)
    {
        Verified(ResponseXml.Encode(WithExtensions($"<x {attributes}/>")));

        string xml = ResponseXml.Valid().OuterXml;
        Assert.Equal(SamlFault.InvalidSignature, SampleIdentityProvider.Verify(ResponseXml.Encode(
            xml.Replace("<saml:NameID ", $"<saml:NameID p{attributes.Length}='' {attributes} ", StringComparison.Ordinal))).Fault);
        if (!attributes.Contains("xmlns:saml", StringComparison.Ordinal))
        {
            Assert.False(SampleIdentityProvider.Verify(ResponseXml.Encode(
                xml.Replace("<SignedInfo", $"<SignedInfo q='' {attributes.Replace("xmlns='urn:x' ", "", StringComparison.Ordinal)} ", StringComparison.Ordinal))).IsVerified);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("#default #default")]
    [InlineData("xml xmlns saml saml samlp ds : # #x *")]
    public void Odd_prefix_lists_do_no_harm(string list)
    {
        string xml = ResponseXml.Valid().OuterXml.Replace(
            """<CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#" />""",
            $"""<CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"><InclusiveNamespaces xmlns="http://www.w3.org/2001/10/xml-exc-c14n#" PrefixList="{list}"/></CanonicalizationMethod>""",
            StringComparison.Ordinal);
        Assert.Contains("PrefixList", xml, StringComparison.Ordinal);
        Assert.Equal(SamlFault.InvalidSignature, SampleIdentityProvider.Verify(ResponseXml.Encode(xml)).Fault);
    }

    private static string Nested(int levels) =>
        ResponseXml.Encode(WithExtensions(string.Concat(Enumerable.Repeat("<x>", levels)) + string.Concat(Enumerable.Repeat("</x>", levels))));

    /// <summary>A valid response with something unsigned in it, where protocol extensions belong.</summary>
    private static string WithExtensions(string content) => ResponseXml.Valid().OuterXml
        .Replace("<samlp:Status>", $"<samlp:Extensions>{content}</samlp:Extensions><samlp:Status>", StringComparison.Ordinal);

    private static void Verified(string base64)
    {
        SamlOutcome outcome = SampleIdentityProvider.Verify(base64);
        Assert.True(outcome.IsVerified, outcome.Reason);
        Assert.Equal(SampleIdentityProvider.Request.NameId, outcome.Identity.Subject);
    }

    private static void Unparsable(string base64) => Assert.Equal(SamlFault.Unparsable, SampleIdentityProvider.Verify(base64).Fault);
}
