using System.Xml;
using StsSim.Federation.Saml;

namespace StsSim.Federation.Tests.Saml;

/// <summary>
/// The eight wrappings of Somorovsky et al., "On Breaking SAML" (2012), by the numbers that testing tools give them: each
/// keeps a signed element intact somewhere and puts an evil one where a careless reader looks.
/// </summary>
public sealed class SignatureWrappingTests
{
    private const string Evil = "evil@example.com";

    [Theory]
    [MemberData(nameof(Wrappings))]
    public void A_wrapped_response_is_refused(int number, string idOfTheEvilOne)
    {
        XmlDocument document = number <= 2 ? ResponseXml.Valid(SignedElement.Response) : ResponseXml.Valid();
        Assert.True(SampleIdentityProvider.Verify(ResponseXml.Encode(document)).IsVerified);

        Wrap(document, number, idOfTheEvilOne);

        Assert.Contains(Evil, document.OuterXml, StringComparison.Ordinal);
        SamlOutcome outcome = SampleIdentityProvider.Verify(ResponseXml.Encode(document));
        Assert.Null(outcome.Identity);
        Assert.True(outcome.Fault is SamlFault.InvalidSignature or SamlFault.Unparsable, $"{outcome.Fault}");
    }

    public static TheoryData<int, string> Wrappings()
    {
        var data = new TheoryData<int, string>();
        foreach (string id in new[] { "same", "other", "none" })
        {
            for (int number = 1; number <= 8; number++)
            {
                data.Add(number, id);
            }
        }

        return data;
    }

    [Fact]
    public void A_signed_assertion_beside_an_unsigned_one_is_refused_in_either_order()
    {
        foreach (bool evilFirst in new[] { true, false })
        {
            XmlDocument document = ResponseXml.Valid();
            XmlElement response = document.DocumentElement!, assertion = document.Find("Assertion");
            response.InsertBefore(EvilCopy(assertion, "other"), evilFirst ? assertion : null);
            Assert.Equal(SamlFault.Unparsable, SampleIdentityProvider.Verify(ResponseXml.Encode(document)).Fault);
        }
    }

    [Fact]
    public void A_signature_that_covers_another_element_than_its_parent_is_refused()
    {
        // The signature of the assertion, moved to the response, still names the assertion.
        XmlDocument document = ResponseXml.Valid();
        XmlElement signature = document.Find("Signature").Remove();
        document.DocumentElement!.InsertAfter(signature, document.DocumentElement.FirstChild);
        Assert.Equal(SamlFault.InvalidSignature, SampleIdentityProvider.Verify(ResponseXml.Encode(document)).Fault);
    }

    [Fact]
    public void Where_both_are_signed_both_must_verify()
    {
        foreach (string element in new[] { "Response", "Assertion" })
        {
            XmlDocument document = ResponseXml.Valid(SignedElement.Both);
            XmlElement value = ((XmlElement)document.SelectSingleNode($"//*[local-name()='{element}']/*[local-name()='Signature']")!).Find("SignatureValue");
            byte[] bytes = Convert.FromBase64String(value.InnerText);
            bytes[7] ^= 1;
            value.InnerText = Convert.ToBase64String(bytes);
            Assert.Equal(SamlFault.InvalidSignature, SampleIdentityProvider.Verify(ResponseXml.Encode(document)).Fault);
        }
    }

    [Fact]
    public void An_assertion_moved_into_another_response_keeps_its_own_signature()
    {
        // The response around a signed assertion is not signed and may be anybody's.
        XmlDocument document = ResponseXml.Valid();
        document.DocumentElement!.SetAttribute("ID", "_new");
        document.DocumentElement.SetAttribute("Destination", "https://elsewhere.example.com");
        Assert.True(SampleIdentityProvider.Verify(ResponseXml.Encode(document)).IsVerified);
    }

    private static void Wrap(XmlDocument document, int number, string id)
    {
        XmlElement response = document.DocumentElement!;
        XmlElement assertion = document.Find("Assertion");
        XmlElement signature = document.Find("Signature");
        switch (number)
        {
            case 1: // evil response; the signed one inside the signature that stays
            case 2: // the same with the signature detached, behind the signed one
                var signed = (XmlElement)response.CloneNode(deep: true);
                signed.Find("Signature").Remove();
                MakeEvil(response, id);
                if (number == 1)
                {
                    signature.AppendChild(signed);
                }
                else
                {
                    response.InsertBefore(signed, signature);
                }

                break;
            case 3: // evil assertion before the signed one
                response.InsertBefore(EvilCopy(assertion, id), assertion);
                break;
            case 4: // evil assertion around the signed one
                XmlElement around = EvilCopy(assertion, id);
                response.ReplaceChild(around, assertion);
                around.AppendChild(assertion);
                break;
            case 5: // evil assertion holds the signature; the signed one without it at the end
                var bare = (XmlElement)assertion.CloneNode(deep: true);
                bare.Find("Signature").Remove();
                MakeEvil(assertion, id);
                response.AppendChild(bare);
                break;
            case 6: // evil assertion holds the signature, and this the signed one
                var inside = (XmlElement)assertion.CloneNode(deep: true);
                inside.Find("Signature").Remove();
                MakeEvil(assertion, id);
                signature.AppendChild(inside);
                break;
            case 7: // the signed assertion in extensions, before the evil one
                XmlElement extensions = document.CreateElement("samlp", "Extensions", ResponseXml.Protocol);
                XmlElement evil = EvilCopy(assertion, id);
                response.ReplaceChild(evil, assertion);
                response.InsertBefore(extensions, evil);
                extensions.AppendChild(assertion);
                break;
            case 8: // the signed assertion in an object of the evil one's signature
                var original = (XmlElement)assertion.CloneNode(deep: true);
                original.Find("Signature").Remove();
                MakeEvil(assertion, id);
                signature.AddElement("Object", ResponseXml.Signature).AppendChild(original);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(number));
        }
    }

    private static XmlElement EvilCopy(XmlElement assertion, string id)
    {
        var copy = (XmlElement)assertion.CloneNode(deep: true);
        copy.Find("Signature").Remove();
        MakeEvil(copy, id);
        return copy;
    }

    private static void MakeEvil(XmlElement element, string id)
    {
        element.Find("NameID").InnerText = Evil;
        if (id == "other")
        {
            element.SetAttribute("ID", "_evil");
        }
        else if (id == "none")
        {
            element.RemoveAttribute("ID");
        }
    }
}
