using StsSim.Operations.Iam.Tags;

namespace StsSim.Operations.Iam.SamlProviders;

/// <summary>The tags of a SAML provider, by key.</summary>
public sealed class ListSAMLProviderTags(IamServices services) : ListResourceTags(TaggedKind.SamlProvider, services);
