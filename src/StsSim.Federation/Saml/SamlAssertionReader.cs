using System.Xml;

namespace StsSim.Federation.Saml;

/// <summary>Reads an assertion whose signature has been verified; whatever it needs stands in this element.</summary>
internal static class SamlAssertionReader
{
    private static readonly TimeSpan RedeemableFor = TimeSpan.FromMinutes(5);

    // Clocks differ. An end is an end, but a beginning may seem to lie ahead.
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    public static SamlOutcome Read(XmlElement assertion, DateTimeOffset now)
    {
        if (assertion.GetAttribute("Version") != "2.0" || !SamlTime.TryParse(assertion.GetAttribute("IssueInstant"), out DateTimeOffset issued))
        {
            return SamlOutcome.Refused(SamlFault.Unparsable, "The assertion has no Version 2.0 or no IssueInstant.");
        }

        return CheckAge(issued, now)
            ?? CheckConditions(assertion, now)
            ?? ReadSubject(assertion, now);
    }

    // Before all ends: Okta's assertions end after five minutes, and still AWS speaks of their issuance.
    private static SamlOutcome? CheckAge(DateTimeOffset issued, DateTimeOffset now)
    {
        if (now - issued > RedeemableFor)
        {
            return SamlOutcome.Refused(SamlFault.TooOld, "The assertion was issued more than five minutes ago.");
        }

        return issued - now > ClockSkew ? SamlOutcome.Refused(SamlFault.NotYetValid, "The assertion is issued in the future.") : null;
    }

    private static SamlOutcome? CheckConditions(XmlElement assertion, DateTimeOffset now)
    {
        foreach (XmlElement conditions in assertion.Children("Conditions", SamlNamespaces.Assertion))
        {
            if (CheckValidity(conditions, now) is { } refusal)
            {
                return refusal;
            }

            // Each restriction holds for itself (core, 2.5.1.4).
            foreach (XmlElement restriction in conditions.Children("AudienceRestriction", SamlNamespaces.Assertion))
            {
                if (!restriction.Children("Audience", SamlNamespaces.Assertion).Any(audience => SignInEndpoint.IsAudience(audience.Text())))
                {
                    return SamlOutcome.Refused(SamlFault.WrongAudience, "The assertion is not meant for AWS.");
                }
            }
        }

        return null;
    }

    /// <summary>Checks NotBefore and NotOnOrAfter where they are present.</summary>
    private static SamlOutcome? CheckValidity(XmlElement element, DateTimeOffset now)
    {
        if (element.HasAttribute("NotBefore"))
        {
            if (!SamlTime.TryParse(element.GetAttribute("NotBefore"), out DateTimeOffset notBefore))
            {
                return SamlOutcome.Refused(SamlFault.Unparsable, "A NotBefore is no time.");
            }

            if (notBefore - now > ClockSkew)
            {
                return SamlOutcome.Refused(SamlFault.NotYetValid, "A NotBefore lies ahead.");
            }
        }

        if (element.HasAttribute("NotOnOrAfter"))
        {
            if (!SamlTime.TryParse(element.GetAttribute("NotOnOrAfter"), out DateTimeOffset notOnOrAfter))
            {
                return SamlOutcome.Refused(SamlFault.Unparsable, "A NotOnOrAfter is no time.");
            }

            if (now >= notOnOrAfter)
            {
                return SamlOutcome.Refused(SamlFault.Expired, "A NotOnOrAfter has passed.");
            }
        }

        return null;
    }

    private static SamlOutcome ReadSubject(XmlElement assertion, DateTimeOffset now)
    {
        XmlElement? subject = assertion.OnlyChild("Subject", SamlNamespaces.Assertion);
        XmlElement? nameId = subject?.OnlyChild("NameID", SamlNamespaces.Assertion);
        if (subject is null || nameId is null || nameId.Text().Length == 0)
        {
            return SamlOutcome.Refused(SamlFault.NoNameId, "The assertion has no NameID.");
        }

        XmlElement? confirmation = subject.OnlyChild("SubjectConfirmation", SamlNamespaces.Assertion);
        XmlElement? data = confirmation?.OnlyChild("SubjectConfirmationData", SamlNamespaces.Assertion);
        if (data is null
            || confirmation!.GetAttribute("Method") != SamlNamespaces.Bearer
            || !data.HasAttribute("NotOnOrAfter")
            || !data.HasAttribute("Recipient"))
        {
            return SamlOutcome.Refused(SamlFault.InvalidSubjectConfirmation, "The assertion has not exactly one bearer confirmation with NotOnOrAfter and Recipient.");
        }

        if (CheckValidity(data, now) is { } refusal)
        {
            return refusal;
        }

        string recipient = data.GetAttribute("Recipient");
        return SignInEndpoint.Is(recipient)
            ? ReadSession(assertion, nameId, recipient, now)
            : SamlOutcome.Refused(SamlFault.WrongRecipient, "The confirmation's Recipient is no AWS sign-in endpoint.");
    }

    private static SamlOutcome ReadSession(XmlElement assertion, XmlElement nameId, string recipient, DateTimeOffset now)
    {
        DateTimeOffset? sessionEnd = null;
        foreach (XmlElement statement in assertion.Children("AuthnStatement", SamlNamespaces.Assertion))
        {
            if (!statement.HasAttribute("SessionNotOnOrAfter"))
            {
                continue;
            }

            if (!SamlTime.TryParse(statement.GetAttribute("SessionNotOnOrAfter"), out DateTimeOffset end))
            {
                return SamlOutcome.Refused(SamlFault.Unparsable, "A SessionNotOnOrAfter is no time.");
            }

            sessionEnd = sessionEnd < end ? sessionEnd : end;
        }

        if (now >= sessionEnd)
        {
            return SamlOutcome.Refused(SamlFault.Expired, "The SessionNotOnOrAfter has passed.");
        }

        var attributes = SamlAttributes.Read(assertion);
        var session = AwsSessionAttributes.Read(attributes, out SamlOutcome? refusal);
        return session is null ? refusal! : SamlOutcome.Verified(new SamlIdentity
        {
            Issuer = assertion.OnlyChild("Issuer", SamlNamespaces.Assertion)!.Text(),
            Subject = nameId.Text(),
            SubjectType = SubjectType(nameId),
            Recipient = recipient,
            SessionNotOnOrAfter = sessionEnd,
            Roles = session.Roles,
            RoleSessionName = session.RoleSessionName,
            SessionDurationSeconds = session.SessionDurationSeconds,
            PrincipalTags = session.PrincipalTags,
            TransitiveTagKeys = session.TransitiveTagKeys,
            SourceIdentity = session.SourceIdentity,
            Attributes = attributes.Except(AwsSessionAttributes.Holds),
            ConditionKeys = attributes.ConditionKeys,
        });
    }

    private static string SubjectType(XmlElement nameId)
    {
        string format = nameId.GetAttribute("Format") is { Length: > 0 } given ? given : SamlNamespaces.UnspecifiedNameId;
        return format.StartsWith(SamlNamespaces.NameIdFormatPrefix, StringComparison.Ordinal)
            ? format[SamlNamespaces.NameIdFormatPrefix.Length..]
            : format;
    }
}
