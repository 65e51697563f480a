using System.Globalization;
using System.Xml;
using StsSim.Federation.Saml;
using static StsSim.Federation.Tests.Saml.SampleIdentityProvider;

namespace StsSim.Federation.Tests.Saml;

/// <summary>Properly signed responses that say the wrong things.</summary>
public sealed class SamlResponseFaultTests
{
    [Fact]
    public void Another_issuer_is_refused()
    {
        Refused(SamlFault.IssuerMismatch, new SamlIssuer(Key, "https://other.example.com").Mint(Request));
        Refused(SamlFault.IssuerMismatch, document => document.Find("Assertion").Find("Issuer").InnerText += "/");
        Refused(SamlFault.IssuerMismatch, document => document.Find("Assertion").AddElement("Issuer", ResponseXml.Assertion, EntityId));
    }

    [Theory]
    [InlineData(-299, null)]
    [InlineData(-300, null)]
    [InlineData(-301, SamlFault.TooOld)]
    [InlineData(60, null)]
    [InlineData(61, SamlFault.NotYetValid)]
    public void A_response_is_redeemed_within_five_minutes(int issuedSeconds, SamlFault? expected)
    {
        SamlOutcome outcome = Verify(Issuer.Mint(Request with { IssuedAt = Now.AddSeconds(issuedSeconds), ExpiresAt = Now.AddHours(1) }));
        Assert.Equal(expected, outcome.Fault);
    }

    // As Okta's are, whose assertions end after five minutes; the words recorded are those about issuance.
    [Fact]
    public void A_response_both_old_and_expired_is_too_old() =>
        Refused(SamlFault.TooOld, Issuer.Mint(Request with { IssuedAt = Now.AddMinutes(-6), ExpiresAt = Now.AddMinutes(-1) }));

    [Theory]
    [InlineData("Conditions", 0, SamlFault.Expired)]
    [InlineData("Conditions", 1, null)]
    [InlineData("SubjectConfirmationData", 0, SamlFault.Expired)]
    [InlineData("SubjectConfirmationData", 1, null)]
    public void An_end_that_has_come_is_refused(string element, int seconds, SamlFault? expected)
    {
        SamlOutcome outcome = Verify(ResponseXml.SignedAfter(document => document.Find(element).SetAttribute("NotOnOrAfter", Time(seconds))));
        Assert.Equal(expected, outcome.Fault);
    }

    [Theory]
    [InlineData("Conditions", 60, null)]
    [InlineData("Conditions", 61, SamlFault.NotYetValid)]
    [InlineData("SubjectConfirmationData", 61, SamlFault.NotYetValid)]
    public void A_beginning_may_lie_ahead_by_a_minute(string element, int seconds, SamlFault? expected)
    {
        SamlOutcome outcome = Verify(ResponseXml.SignedAfter(document => document.Find(element).SetAttribute("NotBefore", Time(seconds))));
        Assert.Equal(expected, outcome.Fault);
    }

    [Theory]
    [InlineData("Assertion", "IssueInstant")]
    [InlineData("Conditions", "NotBefore")]
    [InlineData("Conditions", "NotOnOrAfter")]
    [InlineData("SubjectConfirmationData", "NotOnOrAfter")]
    [InlineData("AuthnStatement", "SessionNotOnOrAfter")]
    public void A_time_that_is_none_is_refused(string element, string attribute) =>
        Refused(SamlFault.Unparsable, document => document.Find(element).SetAttribute(attribute, "today"));

    [Fact]
    public void The_earliest_end_of_a_session_counts()
    {
        SamlOutcome outcome = Verify(ResponseXml.SignedAfter(document =>
        {
            XmlElement statement = document.Find("AuthnStatement");
            statement.SetAttribute("SessionNotOnOrAfter", Time(600));
            ((XmlElement)statement.ParentNode!.InsertAfter(statement.CloneNode(deep: true), statement)!).SetAttribute("SessionNotOnOrAfter", Time(300));
        }));
        Assert.True(outcome.IsVerified, outcome.Reason);
        Assert.Equal(Now.AddSeconds(300), outcome.Identity.SessionNotOnOrAfter);

        Refused(SamlFault.Expired, Issuer.Mint(Request with { SessionNotOnOrAfter = Now }));
    }

    [Fact]
    public void Conditions_may_be_absent()
    {
        SamlOutcome outcome = Verify(ResponseXml.SignedAfter(document => document.Find("Conditions").Remove()));
        Assert.True(outcome.IsVerified, outcome.Reason);
    }

    [Fact]
    public void A_response_without_a_NameID_is_refused()
    {
        Refused(SamlFault.NoNameId, Issuer.Mint(Request with { NameId = null }));
        Refused(SamlFault.NoNameId, Issuer.Mint(Request with { NameId = " " }));
        Refused(SamlFault.NoNameId, document => document.Find("Subject").Remove());
        Refused(SamlFault.NoNameId, document => document.Find("Subject").AddElement("NameID", ResponseXml.Assertion, "second"));
        Refused(SamlFault.NoNameId, document =>
        {
            XmlElement subject = document.Find("Subject");
            subject.ParentNode!.InsertAfter(subject.CloneNode(deep: true), subject);
        });
    }

    [Fact]
    public void There_is_exactly_one_bearer_confirmation()
    {
        Refused(SamlFault.InvalidSubjectConfirmation, document => document.Find("SubjectConfirmation").Remove());
        Refused(SamlFault.InvalidSubjectConfirmation, document => document.Find("SubjectConfirmationData").Remove());
        Refused(SamlFault.InvalidSubjectConfirmation, document => document.Find("SubjectConfirmationData").RemoveAttribute("NotOnOrAfter"));
        Refused(SamlFault.InvalidSubjectConfirmation, document => document.Find("SubjectConfirmationData").RemoveAttribute("Recipient"));
        Refused(SamlFault.InvalidSubjectConfirmation, document => document.Find("SubjectConfirmation").SetAttribute("Method", "urn:oasis:names:tc:SAML:2.0:cm:holder-of-key"));
        Refused(SamlFault.InvalidSubjectConfirmation, document =>
            document.Find("Subject").AppendChild(document.Find("SubjectConfirmation").CloneNode(deep: true)));
    }

    [Fact]
    public void Another_recipient_or_audience_is_refused()
    {
        Refused(SamlFault.WrongRecipient, Issuer.Mint(Request with { Recipient = "https://sp.example.com/saml" }));
        Refused(SamlFault.WrongAudience, Issuer.Mint(Request with { Audience = "https://sp.example.com" }));
        Refused(SamlFault.WrongAudience, document =>
        {
            XmlElement second = document.Find("Conditions").AddElement("AudienceRestriction", ResponseXml.Assertion);
            second.AddElement("Audience", ResponseXml.Assertion, "https://sp.example.com");
        });
    }

    [Fact]
    public void One_audience_of_a_restriction_is_enough()
    {
        SamlOutcome outcome = Verify(ResponseXml.SignedAfter(document =>
            document.Find("AudienceRestriction").AddElement("Audience", ResponseXml.Assertion, "https://sp.example.com")));
        Assert.True(outcome.IsVerified, outcome.Reason);
    }

    [Fact]
    public void A_failure_reported_by_the_provider_is_refused()
    {
        Refused(SamlFault.Unsuccessful, document => document.Find("StatusCode").SetAttribute("Value", "urn:oasis:names:tc:SAML:2.0:status:Responder"));
        Refused(SamlFault.Unparsable, document => document.Find("Status").Remove());
    }

    [Theory]
    [InlineData("Response")]
    [InlineData("Assertion")]
    public void Another_version_of_SAML_is_refused(string element) =>
        Refused(SamlFault.Unparsable, document => ((XmlElement)document.SelectSingleNode($"//*[local-name()='{element}']")!).SetAttribute("Version", "1.1"));

    [Fact]
    public void Without_a_role_nothing_can_be_assumed()
    {
        Refused(SamlFault.NoRoleAttribute, Issuer.Mint(Request with { Roles = [] }));
        Refused(SamlFault.NoRoleAttribute, Issuer.Mint(Request with { Roles = [new SamlRole(RoleArn, RoleArn)] }));
        Refused(SamlFault.NoRoleAttribute, document => document.FindAttribute("/Role").SetAttribute("Name", "https://aws.amazon.com/SAML/attributes/role"));
    }

    [Fact]
    public void A_value_that_is_no_pair_is_passed_over()
    {
        SamlOutcome outcome = Verify(Issuer.Mint(Request with { Roles = [new SamlRole("nonsense", ProviderArn), new SamlRole(RoleArn, ProviderArn)] }));
        Assert.True(outcome.IsVerified, outcome.Reason);
        Assert.Equal([new SamlRole(RoleArn, ProviderArn)], outcome.Identity.Roles);
    }

    [Theory]
    [InlineData("ab", null)]
    [InlineData("bob_+=,.@-9", null)]
    [InlineData("a", SamlFault.BadSessionName)]
    [InlineData("", SamlFault.BadSessionName)]
    [InlineData("John Doe", SamlFault.BadSessionName)]
    [InlineData("bob:x", SamlFault.BadSessionName)]
    [InlineData("bøb", SamlFault.BadSessionName)]
    public void A_session_name_has_AWSs_form(string name, SamlFault? expected)
    {
        Assert.Equal(expected, Verify(Issuer.Mint(Request with { SessionName = name })).Fault);
    }

    [Fact]
    public void A_session_name_is_one_value_of_at_most_64_characters()
    {
        Assert.True(Verify(Issuer.Mint(Request with { SessionName = new string('b', 64) })).IsVerified);
        Refused(SamlFault.BadSessionName, Issuer.Mint(Request with { SessionName = new string('b', 65) }));
        Refused(SamlFault.BadSessionName, document => document.FindAttribute("/RoleSessionName").AddElement("AttributeValue", ResponseXml.Assertion, "eve"));
        Refused(SamlFault.MissingSessionName, Issuer.Mint(Request with { SessionName = null }));
        Refused(SamlFault.MissingSessionName, document => document.FindAttribute("/RoleSessionName").IsEmpty = true);
    }

    [Theory]
    [InlineData("900", null)]
    [InlineData("43200", null)]
    [InlineData("899", SamlFault.BadSessionDuration)]
    [InlineData("43201", SamlFault.BadSessionDuration)]
    [InlineData("-3600", SamlFault.BadSessionDuration)]
    [InlineData("1h", SamlFault.BadSessionDuration)]
    [InlineData("99999999999", SamlFault.BadSessionDuration)]
    public void A_session_lasts_from_15_minutes_to_12_hours(string duration, SamlFault? expected)
    {
        Assert.Equal(expected, Verify(Issuer.Mint(With("https://aws.amazon.com/SAML/Attributes/SessionDuration", duration))).Fault);
    }

    [Fact]
    public void A_session_has_one_duration() =>
        Refused(SamlFault.BadSessionDuration, Issuer.Mint(With("https://aws.amazon.com/SAML/Attributes/SessionDuration", "900", "1800")));

    [Theory]
    [InlineData("Alice", null)]
    [InlineData("aws:Alice", SamlFault.BadSourceIdentity)]
    [InlineData("A", SamlFault.BadSourceIdentity)]
    [InlineData("", SamlFault.BadSourceIdentity)]
    public void A_source_identity_has_AWSs_form(string sourceIdentity, SamlFault? expected)
    {
        Assert.Equal(expected, Verify(Issuer.Mint(Request with { SourceIdentity = sourceIdentity })).Fault);
    }

    [Fact]
    public void A_source_identity_is_one_value() =>
        Refused(SamlFault.BadSourceIdentity, Issuer.Mint(With("https://aws.amazon.com/SAML/Attributes/SourceIdentity", "Alice", "Eve")));

    [Fact]
    public void A_principal_tag_has_a_key_and_one_value()
    {
        Refused(SamlFault.BadPrincipalTag, Issuer.Mint(With("https://aws.amazon.com/SAML/Attributes/PrincipalTag:Project", "one", "two")));
        Refused(SamlFault.BadPrincipalTag, Issuer.Mint(With("https://aws.amazon.com/SAML/Attributes/PrincipalTag:Project")));
        Refused(SamlFault.BadPrincipalTag, Issuer.Mint(With("https://aws.amazon.com/SAML/Attributes/PrincipalTag:", "one")));
        Refused(SamlFault.BadPrincipalTag, Issuer.Mint(Request with { PrincipalTags = [new("Project", "one"), new("Project", "two")] }));
    }

    private static AssertionRequest With(string attribute, params string[] values) =>
        Request with { Attributes = new Dictionary<string, IReadOnlyList<string>> { [attribute] = values } };

    private static string Time(int seconds) => Now.AddSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static void Refused(SamlFault expected, Action<XmlDocument> change) => Refused(expected, ResponseXml.SignedAfter(change));

    private static void Refused(SamlFault expected, string base64)
    {
        SamlOutcome outcome = Verify(base64);
        Assert.Equal(expected, outcome.Fault);
        Assert.Null(outcome.Identity);
        Assert.NotEmpty(outcome.Reason);
    }
}
