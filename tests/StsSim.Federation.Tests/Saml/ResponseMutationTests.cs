using System.Security.Cryptography.Xml;
using System.Text;
using System.Xml;
using StsSim.Federation.Saml;

namespace StsSim.Federation.Tests.Saml;

/// <summary>
/// Valid responses, changed at random: nothing throws, and what still verifies has the very content that was signed.
/// </summary>
public sealed class ResponseMutationTests
{
    private const string Interesting = "<>&;\"'=/ #-!?[]:xAI0\u00e9\r\n";

    private static readonly string[] Fragments =
    [
        "<!---->", "<!-- x -->", "<![CDATA[]]>", "<![CDATA[a]]>", "&#x20;", "&amp;", "<x/>", "<?pi?>", " xmlns=\"urn:x\"", " ID=\"_x\"", "</saml:NameID>",
        "<saml:NameID>evil</saml:NameID>", "<saml:Assertion/>", "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"/>", "#WithComments", "\0",
    ];

    [Theory]
    [InlineData(SignedElement.Assertion, 1)]
    [InlineData(SignedElement.Response, 2)]
    [InlineData(SignedElement.Both, 3)]
    public void A_changed_text_verifies_only_with_the_content_that_was_signed(SignedElement signedElement, int seed)
    {
        var random = new Random(seed);
        string xml = ResponseXml.Valid(signedElement).OuterXml;
        string expected = Content(xml);
        int verified = 0;
        for (int i = 0; i < 2_000; i++)
        {
            var mutant = new StringBuilder(xml);
            for (int changes = random.Next(1, 4); changes > 0; changes--)
            {
                Change(mutant, random);
            }

            verified += CheckMutant(mutant.ToString(), expected);
        }

        // Comments and spaces within tags do no harm; were none among the mutants, nothing would have been tried.
        Assert.NotEqual(0, verified);
    }

    [Theory]
    [InlineData(SignedElement.Assertion, 4)]
    [InlineData(SignedElement.Response, 5)]
    [InlineData(SignedElement.Both, 6)]
    public void Moved_copied_and_dropped_nodes_verify_only_with_the_content_that_was_signed(SignedElement signedElement, int seed)
    {
        var random = new Random(seed);
        string xml = ResponseXml.Valid(signedElement).OuterXml;
        string expected = Content(xml);
        for (int i = 0; i < 600; i++)
        {
            XmlDocument document = ResponseXml.Load(xml);
            for (int changes = random.Next(1, 4); changes > 0; changes--)
            {
                Rearrange(document, random);
            }

            CheckMutant(document.OuterXml, expected);
        }
    }

    [Fact]
    public void Random_bytes_and_cut_off_responses_never_verify()
    {
        var random = new Random(7);
        byte[] valid = Encoding.UTF8.GetBytes(ResponseXml.Valid().OuterXml);
        for (int i = 0; i < 500; i++)
        {
            byte[] noise = new byte[random.Next(1, 2_000)];
            random.NextBytes(noise);
            Assert.False(SampleIdentityProvider.Verify(Convert.ToBase64String(noise)).IsVerified);
            Assert.False(SampleIdentityProvider.Verify(Convert.ToBase64String(valid, 0, random.Next(valid.Length))).IsVerified);
        }
    }

    [Fact]
    public void Random_namespaces_and_prefix_lists_never_verify()
    {
        var random = new Random(8);
        string xml = ResponseXml.Valid().OuterXml;
        int canonicalized = 0;
        for (int i = 0; i < 500; i++)
        {
            string list = string.Join(' ', Enumerable.Range(0, random.Next(4)).Select(_ => Pick(random, "", "a", "b", "#default", "xml", "xmlns", "saml", "\u00a0")));
            string mutant = xml
                .Replace("</saml:NameID>", RandomElement(random, 0) + "</saml:NameID>", StringComparison.Ordinal)
                .Replace("<saml:Subject>", $"<saml:Subject {RandomAttributes(random)}>", StringComparison.Ordinal);
            string withList = xml.Replace(
                """<SignatureMethod""",
                $"""<SignatureMethod {RandomAttributes(random)}""",
                StringComparison.Ordinal).Replace(
                """xml-exc-c14n#" />""",
                $"""xml-exc-c14n#"><InclusiveNamespaces xmlns="http://www.w3.org/2001/10/xml-exc-c14n#" PrefixList="{list}"/></CanonicalizationMethod>""",
                StringComparison.Ordinal);

            SamlOutcome[] outcomes = [SampleIdentityProvider.Verify(ResponseXml.Encode(mutant)), SampleIdentityProvider.Verify(ResponseXml.Encode(withList))];
            Assert.All(outcomes, outcome => Assert.False(outcome.IsVerified));
            canonicalized += outcomes.Count(outcome => outcome.Fault == SamlFault.InvalidSignature);
        }

        // The others are not well-formed, and so try nothing.
        Assert.InRange(canonicalized, 500, 1000);
    }

    private static string RandomElement(Random random, int depth)
    {
        string name = Pick(random, "a:x", "b:x", "x", "saml:x", "xml:x");
        string content = depth > 3 ? "" : string.Concat(Enumerable.Range(0, random.Next(3)).Select(_ => RandomElement(random, depth + 1)));
        return $"<{name} {RandomAttributes(random)}>{content}</{name}>";
    }

    private static string RandomAttributes(Random random)
    {
        var attributes = new Dictionary<string, string> { ["xmlns:a"] = Pick(random, "u", "v"), ["xmlns:b"] = Pick(random, "v", "w") };
        for (int i = random.Next(5); i > 0; i--)
        {
            string name = Pick(random, "xmlns", "xmlns:a", "xmlns:b", "xmlns:c", "xmlns:saml", "xmlns:xml", "a:p", "b:q", "p", "xml:lang", "xml:base", "xml:space");
            attributes[name] = name switch
            {
                "xmlns:xml" => "http://www.w3.org/XML/1998/namespace",
                "xmlns" => Pick(random, "", "u", "http://www.w3.org/2000/09/xmldsig#"),
                "xml:space" => "preserve",
                _ => Pick(random, "u", "v", "w", "not a uri", "../u"),
            };
        }

        return string.Join(' ', attributes.Select(attribute => $"{attribute.Key}=\"{attribute.Value}\""));
    }

    private static string Pick(Random random, params string[] values) => values[random.Next(values.Length)];

    private static int CheckMutant(string mutant, string expected)
    {
        SamlOutcome outcome = SampleIdentityProvider.Verify(ResponseXml.Encode(mutant));
        Assert.Equal(outcome.Fault is null, outcome.IsVerified);
        if (!outcome.IsVerified)
        {
            return 0;
        }

        Assert.Equal(expected, Content(mutant));
        Assert.Equal(SampleIdentityProvider.Request.NameId, outcome.Identity.Subject);
        Assert.Equal(SampleIdentityProvider.Request.SessionName, outcome.Identity.RoleSessionName);
        Assert.Equal(SampleIdentityProvider.Request.Roles, outcome.Identity.Roles);
        return 1;
    }

    private static void Change(StringBuilder text, Random random)
    {
        int at = random.Next(text.Length), length = random.Next(1, Math.Min(40, text.Length - at + 1));
        switch (random.Next(6))
        {
            case 0:
                text[at] = Interesting[random.Next(Interesting.Length)];
                break;
            case 1:
                text[at] = (char)(text[at] ^ (1 << random.Next(7)));
                break;
            case 2:
                text.Remove(at, length);
                break;
            case 3:
                text.Insert(random.Next(text.Length), text.ToString(at, length));
                break;
            case 4:
                text.Insert(at, Fragments[random.Next(Fragments.Length)]);
                break;
            default:
                text.Insert(at, Interesting[random.Next(Interesting.Length)]);
                break;
        }
    }

    private static void Rearrange(XmlDocument document, Random random)
    {
        XmlElement[] elements = [.. document.SelectNodes("//*")!.Cast<XmlElement>()];
        XmlElement one = elements[random.Next(elements.Length)], other = elements[random.Next(elements.Length)];
        if (one == document.DocumentElement)
        {
            return;
        }

        switch (random.Next(5))
        {
            case 0:
                one.Remove();
                break;
            case 1:
                other.PrependChild(one.CloneNode(deep: true));
                break;
            case 2:
                one.ParentNode!.InsertAfter(one.CloneNode(deep: true), one);
                break;
            case 3 when !IsWithin(other, one):
                other.AppendChild(one.Remove());
                break;
            default:
                other.AppendChild(document.CreateComment(" "));
                break;
        }
    }

    /// <summary>The canonical form of the assertion without its signature, and without comments.</summary>
    private static string Content(string xml)
    {
        XmlDocument document = ResponseXml.Load(ResponseXml.Load(xml).Find("Assertion").OuterXml);
        if (document.DocumentElement!.SelectSingleNode("*[local-name()='Signature']") is { } signature)
        {
            signature.Remove();
        }

        var transform = new XmlDsigExcC14NTransform();
        transform.LoadInput(document);
        using var reader = new StreamReader((Stream)transform.GetOutput());
        return reader.ReadToEnd();
    }

    private static bool IsWithin(XmlNode? node, XmlNode ancestor)
    {
        while (node is not null && node != ancestor)
        {
            node = node.ParentNode;
        }

        return node == ancestor;
    }
}
