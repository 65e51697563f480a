using System.Text;
using System.Xml;
using StsSim.Federation.Saml;
using StsSim.Fuzz.Tests.Engine;
using StsSim.Fuzz.Tests.Mutation;

namespace StsSim.Fuzz.Tests.Targets;

/// <summary>SAML metadata: what is accepted names an entity, as its root does, and holds a certificate to verify with.</summary>
internal sealed class SamlMetadataTarget : FuzzTarget
{
    public override string Name => "saml-metadata";

    public override IReadOnlyList<string> Reached => [Accepted, "refused"];

    public override long MostAllocatedBytes(byte[] input) => base.MostAllocatedBytes(input) * 8;

    public override byte[] Change(byte[] start, FuzzDraw draw) => XmlMutator.Change(start, draw);

    protected override string Judge(byte[] input)
    {
        string xml = Encoding.UTF8.GetString(input);
        string? fault = null;
        SamlProvider? provider = Weigh(() => SamlProvider.Parse(xml, out fault));
        Assert.Equal(provider is null, fault is not null);
        if (provider is null)
        {
            Assert.EndsWith(".", fault, StringComparison.Ordinal);
            return "refused";
        }

        // By the reader that normalises attributes as XML says; XmlDocument's own does not.
        using var reader = XmlReader.Create(new StringReader(xml.TrimStart('\uFEFF')));
        var document = new XmlDocument { XmlResolver = null };
        document.Load(reader);
        Assert.Equal(document.DocumentElement!.GetAttribute("entityID").Trim(), provider.EntityId);
        Assert.NotEmpty(provider.EntityId);
        Assert.Contains("X509Certificate", xml, StringComparison.Ordinal);
        return Accepted;
    }
}
