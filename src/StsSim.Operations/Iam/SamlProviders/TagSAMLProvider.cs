using StsSim.Operations.Iam.Tags;

namespace StsSim.Operations.Iam.SamlProviders;

/// <summary>Adds tags to a SAML provider, or gives those it has new values.</summary>
public sealed class TagSAMLProvider(IamServices services) : TagResource(TaggedKind.SamlProvider, services);
