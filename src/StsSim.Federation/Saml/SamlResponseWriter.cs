using System.Globalization;
using System.Security.Cryptography;
using System.Xml;

namespace StsSim.Federation.Saml;

/// <summary>Writes an unsigned Response with one Assertion (SAML core and profiles, 4.1.4.2).</summary>
internal static class SamlResponseWriter
{
    private const string UriNameFormat = "urn:oasis:names:tc:SAML:2.0:attrname-format:uri";
    private const string Password = "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport";

    public static XmlDocument Write(string issuer, AssertionRequest request)
    {
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        using XmlWriter writer = document.CreateNavigator()!.AppendChild();
        writer.WriteStartElement("samlp", "Response", SamlNamespaces.Protocol);
        WriteHead(writer, issuer, request);
        writer.WriteStartElement("Status", SamlNamespaces.Protocol);
        writer.WriteStartElement("StatusCode", SamlNamespaces.Protocol);
        writer.WriteAttributeString("Value", SamlNamespaces.Success);
        writer.WriteEndElement();
        writer.WriteEndElement();
        WriteAssertion(writer, issuer, request);
        writer.WriteEndElement();
        writer.Close();
        return document;
    }

    private static void WriteAssertion(XmlWriter writer, string issuer, AssertionRequest request)
    {
        writer.WriteStartElement("saml", "Assertion", SamlNamespaces.Assertion);
        WriteHead(writer, issuer, request);
        WriteSubject(writer, request);

        writer.WriteStartElement("Conditions", SamlNamespaces.Assertion);
        writer.WriteAttributeString("NotBefore", SamlTime.Format(request.IssuedAt));
        writer.WriteAttributeString("NotOnOrAfter", SamlTime.Format(request.ExpiresAt));
        writer.WriteStartElement("AudienceRestriction", SamlNamespaces.Assertion);
        writer.WriteElementString("Audience", SamlNamespaces.Assertion, request.Audience);
        writer.WriteEndElement();
        writer.WriteEndElement();

        writer.WriteStartElement("AuthnStatement", SamlNamespaces.Assertion);
        writer.WriteAttributeString("AuthnInstant", SamlTime.Format(request.IssuedAt));
        if (request.SessionNotOnOrAfter is { } end)
        {
            writer.WriteAttributeString("SessionNotOnOrAfter", SamlTime.Format(end));
        }

        writer.WriteStartElement("AuthnContext", SamlNamespaces.Assertion);
        writer.WriteElementString("AuthnContextClassRef", SamlNamespaces.Assertion, Password);
        writer.WriteEndElement();
        writer.WriteEndElement();

        WriteAttributes(writer, request);
        writer.WriteEndElement();
    }

    private static void WriteHead(XmlWriter writer, string issuer, AssertionRequest request)
    {
        writer.WriteAttributeString("ID", $"_{RandomNumberGenerator.GetHexString(32, lowercase: true)}");
        writer.WriteAttributeString("Version", "2.0");
        writer.WriteAttributeString("IssueInstant", SamlTime.Format(request.IssuedAt));
        writer.WriteElementString("saml", "Issuer", SamlNamespaces.Assertion, issuer);
    }

    private static void WriteSubject(XmlWriter writer, AssertionRequest request)
    {
        writer.WriteStartElement("Subject", SamlNamespaces.Assertion);
        if (request.NameId is not null)
        {
            writer.WriteStartElement("NameID", SamlNamespaces.Assertion);
            writer.WriteAttributeString("Format", request.NameIdFormat);
            writer.WriteString(request.NameId);
            writer.WriteEndElement();
        }

        writer.WriteStartElement("SubjectConfirmation", SamlNamespaces.Assertion);
        writer.WriteAttributeString("Method", SamlNamespaces.Bearer);
        writer.WriteStartElement("SubjectConfirmationData", SamlNamespaces.Assertion);
        writer.WriteAttributeString("NotOnOrAfter", SamlTime.Format(request.ExpiresAt));
        writer.WriteAttributeString("Recipient", request.Recipient);
        writer.WriteEndElement();
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    // An AttributeStatement holds at least one attribute (core, 2.7.3); with none to write it stays out.
    private static void WriteAttributes(XmlWriter writer, AssertionRequest request)
    {
        List<(string Name, IEnumerable<string> Values)> attributes = [];
        AddUnlessEmpty(AwsSamlAttributes.Role, [.. request.Roles.Select(role => $"{role.RoleArn},{role.ProviderArn}")]);
        AddUnlessEmpty(AwsSamlAttributes.RoleSessionName, ToList(request.SessionName));
        AddUnlessEmpty(AwsSamlAttributes.SessionDuration, ToList(request.SessionDurationSeconds?.ToString(CultureInfo.InvariantCulture)));
        AddUnlessEmpty(AwsSamlAttributes.SourceIdentity, ToList(request.SourceIdentity));
        attributes.AddRange(request.PrincipalTags.Select(tag => (AwsSamlAttributes.PrincipalTag + tag.Key, (IEnumerable<string>)[tag.Value])));
        AddUnlessEmpty(AwsSamlAttributes.TransitiveTagKeys, request.TransitiveTagKeys);
        attributes.AddRange(request.Attributes.Select(attribute => (attribute.Key, (IEnumerable<string>)attribute.Value)));
        if (attributes.Count == 0)
        {
            return;
        }

        writer.WriteStartElement("AttributeStatement", SamlNamespaces.Assertion);
        foreach ((string name, IEnumerable<string> values) in attributes)
        {
            writer.WriteStartElement("Attribute", SamlNamespaces.Assertion);
            writer.WriteAttributeString("Name", name);
            writer.WriteAttributeString("NameFormat", UriNameFormat);
            foreach (string value in values)
            {
                writer.WriteElementString("AttributeValue", SamlNamespaces.Assertion, value);
            }

            writer.WriteEndElement();
        }

        writer.WriteEndElement();

        void AddUnlessEmpty(string name, IReadOnlyList<string> values)
        {
            if (values.Count > 0)
            {
                attributes.Add((name, values));
            }
        }

        static IReadOnlyList<string> ToList(string? value) => value is null ? [] : [value];
    }
}
