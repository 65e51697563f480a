using StsSim.Operations.Iam.Tags;

namespace StsSim.Operations.Iam.OidcProviders;

/// <summary>The tags of an OpenID Connect provider, by key.</summary>
public sealed class ListOpenIDConnectProviderTags(IamServices services) : ListResourceTags(TaggedKind.OpenIDConnectProvider, services);
