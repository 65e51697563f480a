using StsSim.Operations.Iam.Tags;

namespace StsSim.Operations.Iam.OidcProviders;

/// <summary>Adds tags to an OpenID Connect provider, or gives those it has new values.</summary>
public sealed class TagOpenIDConnectProvider(IamServices services) : TagResource(TaggedKind.OpenIDConnectProvider, services);
