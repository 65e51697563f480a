using System.Text;
using System.Xml;
using StsSim.Federation.Saml;
using StsSim.Fuzz.Tests.Engine;
using StsSim.Fuzz.Tests.Mutation;
using StsSim.Fuzz.Tests.Signing;

namespace StsSim.Fuzz.Tests.Targets;

/// <summary>
/// SAML responses: one is accepted only if the provider's key signed its only assertion, and then for what that says. An input
/// that does not begin as XML is taken for the Base64 of a response.
/// </summary>
internal sealed class SamlResponseTarget : FuzzTarget
{
    private const string Role = "https://aws.amazon.com/SAML/Attributes/Role";
    private const string SessionName = "https://aws.amazon.com/SAML/Attributes/RoleSessionName";

    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    private static readonly SamlProvider Provider = SamlProvider.Parse(Encoding.UTF8.GetString(Corpus.Of("saml-metadata").Single(file => file.Key == "good-signing-key.xml").Value), out _)!;

    public override string Name => "saml-response";

    public override IReadOnlyList<string> Reached =>
    [
        Accepted, nameof(SamlFault.Unparsable), nameof(SamlFault.IssuerMismatch), nameof(SamlFault.InvalidSignature), nameof(SamlFault.InvalidSubjectConfirmation), nameof(SamlFault.NoRoleAttribute), nameof(SamlFault.MissingSessionName),
        nameof(SamlFault.EncryptedAssertion), nameof(SamlFault.NoNameId), nameof(SamlFault.WrongAudience),
    ];

    public override long MostAllocatedBytes(byte[] input) => base.MostAllocatedBytes(input) * 8;

    public override byte[] Change(byte[] start, FuzzDraw draw)
    {
        if (draw.OneIn(16))
        {
            return ByteMutator.Change(Encoding.ASCII.GetBytes(Convert.ToBase64String(start)), draw);
        }

        byte[] changed = XmlMutator.Change(start, draw);
        return draw.OneIn(2) && XmlMutator.Load(changed) is { } document && AssertionSignature.Sign(document, wholeResponse: draw.OneIn(4))
            ? Encoding.UTF8.GetBytes(document.OuterXml)
            : changed;
    }

    protected override string Judge(byte[] input)
    {
        bool isXml = input.AsSpan().TrimStart(" \r\n\t"u8) is [(byte)'<' or 0xef, ..];
        string base64 = isXml ? Convert.ToBase64String(input) : Encoding.Latin1.GetString(input);
        SamlOutcome outcome = Weigh(() => SamlResponseVerifier.Verify(base64, Provider, Now));
        Assert.Equal(outcome.Fault is null, outcome.IsVerified);
        if (!outcome.IsVerified)
        {
            Assert.False(string.IsNullOrWhiteSpace(outcome.Reason));
            return $"{outcome.Fault}";
        }

        byte[] xml = isXml ? input : Convert.FromBase64String(base64);
        XmlElement? assertion = XmlMutator.Load(xml) is { } document ? AssertionSignature.FindSigned(document) : null;
        Assert.True(assertion is not null, "An assertion is accepted that the provider has not signed.");
        Check(outcome.Identity, assertion);
        return Accepted;
    }

    private static void Check(SamlIdentity identity, XmlElement assertion)
    {
        Assert.Equal(Provider.EntityId, identity.Issuer);
        Assert.Contains(identity.Subject, AssertionSignature.Elements(assertion, "NameID", AssertionSignature.Assertion).Select(name => name.InnerText.Trim()));
        Assert.Contains(identity.RoleSessionName, Values(assertion, SessionName));
        string[] roles = [.. Values(assertion, Role)];
        Assert.NotEmpty(identity.Roles);
        Assert.All(identity.Roles, role => Assert.Contains(roles, text => text.Contains(role.RoleArn, StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Values(XmlElement assertion, string name) => AssertionSignature.Elements(assertion, "Attribute", AssertionSignature.Assertion)
        .Where(attribute => attribute.GetAttribute("Name") == name)
        .SelectMany(attribute => AssertionSignature.Elements(attribute, "AttributeValue", AssertionSignature.Assertion))
        .Select(value => value.InnerText.Trim());
}
