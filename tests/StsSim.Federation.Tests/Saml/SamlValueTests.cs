using System.Xml;
using StsSim.Federation.Saml;
using static StsSim.Federation.Tests.Saml.SampleIdentityProvider;

namespace StsSim.Federation.Tests.Saml;

public sealed class SamlValueTests
{
    // The example of the AssumeRoleWithSAML reference; the hash was computed elsewhere.
    [Fact]
    public void A_name_qualifier_is_the_hash_of_issuer_account_and_provider() =>
        Assert.Equal("1uAJanUnBc2XeUkHURMht+xam2c=", SamlIdentity.NameQualifier("https://example.com/saml", "123456789012", "MySAMLIdP"));

    [Theory]
    [InlineData("urn:oasis:names:tc:SAML:2.0:nameid-format:persistent", "persistent")]
    [InlineData("urn:oasis:names:tc:SAML:2.0:nameid-format:transient", "transient")]
    [InlineData("urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress", "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress")]
    [InlineData("", "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified")]
    public void A_subject_type_is_a_format_without_the_prefix_of_SAML2(string format, string expected)
    {
        SamlOutcome outcome = Verify(Issuer.Mint(Request with { NameIdFormat = format }));
        Assert.True(outcome.IsVerified, outcome.Reason);
        Assert.Equal(expected, outcome.Identity.SubjectType);
    }

    [Theory]
    [InlineData(RoleArn + "," + ProviderArn, RoleArn, ProviderArn)]
    [InlineData(ProviderArn + "," + RoleArn, RoleArn, ProviderArn)]
    [InlineData(" " + ProviderArn + " , " + RoleArn + " ", RoleArn, ProviderArn)]
    [InlineData(RoleArn + ",b," + ProviderArn, RoleArn + ",b", ProviderArn)]
    [InlineData(ProviderArn + "," + RoleArn + ",b", RoleArn + ",b", ProviderArn)]
    [InlineData("arn:aws-cn:iam::123456789012:role/p/r,arn:aws-cn:iam::123456789012:saml-provider/P", "arn:aws-cn:iam::123456789012:role/p/r", "arn:aws-cn:iam::123456789012:saml-provider/P")]
    public void A_role_and_its_provider_come_in_either_order(string value, string role, string provider) =>
        Assert.Equal(new SamlRole(role, provider), SamlRole.Parse(value));

    [Theory]
    [InlineData("")]
    [InlineData(",")]
    [InlineData(RoleArn)]
    [InlineData(RoleArn + "," + RoleArn)]
    [InlineData(ProviderArn + "," + ProviderArn)]
    [InlineData(RoleArn + "," + RoleArn + "," + ProviderArn)]
    [InlineData("role/a,saml-provider/b")]
    [InlineData("arn:aws:iam::123456789012:role/," + ProviderArn)]
    [InlineData("arn:aws:iam:::x:role/a," + ProviderArn)]
    public void Other_values_pair_no_role_with_a_provider(string value) => Assert.Null(SamlRole.Parse(value));

    [Theory]
    [InlineData("https://signin.aws.amazon.com/saml", true)]
    [InlineData("https://us-east-1.signin.aws.amazon.com/saml", true)]
    [InlineData("https://ap-southeast-3.signin.aws.amazon.com/saml", true)]
    [InlineData("https://us-east-1.signin.aws.amazon.com/saml/acs/SAMLSPABCDEF123", true)]
    [InlineData("https://signin.amazonaws.cn/saml", true)]
    [InlineData("https://signin.amazonaws.cn/static/saml", true)]
    [InlineData("https://cn-north-1.signin.amazonaws.cn/saml", true)]
    [InlineData("https://us-gov-west-1.signin.amazonaws-us-gov.com/saml", true)]
    [InlineData("http://signin.aws.amazon.com/saml", false)]
    [InlineData("https://signin.aws.amazon.com/saml/", false)]
    [InlineData("https://signin.aws.amazon.com/saml\n", false)]
    [InlineData("https://signin.aws.amazon.com/saml#2", false)]
    [InlineData("https://signin.aws.amazon.com.evil.com/saml", false)]
    [InlineData("https://evil.signin.aws.amazon.com/saml", false)]
    [InlineData("https://signinxaws.amazon.com/saml", false)]
    [InlineData("", false)]
    public void A_recipient_is_an_AWS_sign_in_endpoint(string recipient, bool expected) => Assert.Equal(expected, SignInEndpoint.Is(recipient));

    [Theory]
    [InlineData("urn:amazon:webservices", true)]
    [InlineData("urn:amazon:webservices:cn-north-1", true)]
    [InlineData("https://signin.aws.amazon.com/saml", true)]
    [InlineData("https://signin.aws.amazon.com/saml#2", true)]
    [InlineData("urn:amazon:webservicesx", false)]
    [InlineData("https://sp.example.com", false)]
    [InlineData("#", false)]
    public void An_audience_is_AWS(string audience, bool expected) => Assert.Equal(expected, SignInEndpoint.IsAudience(audience));

    [Theory]
    [InlineData("2026-11-22T12:00:00Z", 0)]
    [InlineData("2026-11-22T12:00:00.5Z", 5_000_000)]
    [InlineData("2026-11-22T12:00:00.123456789Z", 1_234_567)]
    [InlineData("2026-11-22T13:00:00.000000000+01:00", 0)]
    [InlineData("2026-11-22T12:00:00", 0)]
    [InlineData(" 2026-11-22T12:00:00Z\n", 0)]
    public void Times_have_any_number_of_digits(string text, long ticks)
    {
        Assert.True(SamlTime.TryParse(text, out DateTimeOffset time));
        Assert.Equal(Now.AddTicks(ticks), time);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2026-11-22")]
    [InlineData("22/11/2026 12:00:00")]
    [InlineData("2026-11-22T25:00:00Z")]
    [InlineData("2026-13-22T12:00:00Z")]
    [InlineData("2026-11-22T12:00:00.Zjunk")]
    [InlineData("1795348800")]
    public void Other_texts_are_no_times(string text) => Assert.False(SamlTime.TryParse(text, out _));

    [Theory]
    [InlineData("urn:oid:1.3.6.1.4.1.5923.1.1.1.1", "", "saml:edupersonaffiliation")]
    [InlineData("urn:oid:1.3.6.1.4.1.5923.1.1.1.10", "", "saml:edupersontargetedid")]
    [InlineData("urn:oid:1.3.6.1.4.1.5923.1.2.1.6", "", "saml:eduorgwhitepagesuri")]
    [InlineData("urn:oid:2.5.4.3", "", "saml:cn")]
    [InlineData("2.5.4.3", "", "saml:commonName")]
    [InlineData("0.9.2342.19200300.100.1.3", "", "saml:mail")]
    [InlineData("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress", "", "saml:mail")]
    [InlineData("urn:mace:dir:attribute-def:eduPersonOrgDN", "eduPersonOrgDN", "saml:edupersonorgdn")]
    [InlineData("urn:oid:2.5.4.3", "eduPersonOrgDN", "saml:cn")]
    [InlineData("department", "Department", null)]
    [InlineData("saml:aud", "aud", null)]
    public void Documented_attributes_have_condition_keys(string name, string friendlyName, string? expected) =>
        Assert.Equal(expected, SamlConditionKeys.Find(name, friendlyName));

    [Fact]
    public void Attributes_are_found_by_both_of_their_names()
    {
        SamlOutcome outcome = Verify(ResponseXml.SignedAfter(document =>
        {
            XmlElement statement = document.Find("AttributeStatement");
            Add(statement, "urn:oid:2.5.4.3", "cn", "Bob");
            Add(statement, "urn:oid:0.9.2342.19200300.100.1.3", "mail", "bob@example.com");
            Add(statement, "mail", "", "other@example.com");
            Add(statement, "groups", "", "a");
            Add(statement, "groups", "", "b");
        }));

        Assert.True(outcome.IsVerified, outcome.Reason);
        IReadOnlyDictionary<string, IReadOnlyList<string>> attributes = outcome.Identity.Attributes;
        Assert.Equal(["Bob"], attributes["urn:oid:2.5.4.3"]);
        Assert.Equal(["Bob"], attributes["cn"]);
        Assert.Equal(["bob@example.com"], attributes["urn:oid:0.9.2342.19200300.100.1.3"]);
        Assert.Equal(["other@example.com"], attributes["mail"]); // a Name goes before a FriendlyName
        Assert.Equal(["a", "b"], attributes["groups"]);
    }

    [Fact]
    public void Of_several_claims_for_one_key_the_first_counts()
    {
        SamlOutcome outcome = Verify(ResponseXml.SignedAfter(document =>
        {
            XmlElement statement = document.Find("AttributeStatement");
            Add(statement, "2.5.4.4", "", "Smith");
            Add(statement, "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname", "", "Jones");
        }));

        Assert.True(outcome.IsVerified, outcome.Reason);
        Assert.Equal(["Smith"], outcome.Identity.ConditionKeys["saml:surname"]);
    }

    [Fact]
    public void Structured_values_are_read_as_their_text()
    {
        // eduPersonTargetedID holds a NameID.
        SamlOutcome outcome = Verify(ResponseXml.SignedAfter(document =>
            Add(document.Find("AttributeStatement"), "urn:oid:1.3.6.1.4.1.5923.1.1.1.10", "", "")
                .AddElement("NameID", ResponseXml.Assertion, "targeted")));

        Assert.True(outcome.IsVerified, outcome.Reason);
        Assert.Equal(["targeted"], outcome.Identity.ConditionKeys["saml:edupersontargetedid"]);
    }

    private static XmlElement Add(XmlElement statement, string name, string friendlyName, string value)
    {
        XmlElement attribute = statement.AddElement("Attribute", ResponseXml.Assertion);
        attribute.SetAttribute("Name", name);
        if (friendlyName.Length > 0)
        {
            attribute.SetAttribute("FriendlyName", friendlyName);
        }

        return attribute.AddElement("AttributeValue", ResponseXml.Assertion, value);
    }
}
