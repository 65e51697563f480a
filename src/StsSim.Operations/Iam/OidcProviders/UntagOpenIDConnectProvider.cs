using StsSim.Operations.Iam.Tags;

namespace StsSim.Operations.Iam.OidcProviders;

/// <summary>Takes tags off an OpenID Connect provider; keys it does not have are passed over.</summary>
public sealed class UntagOpenIDConnectProvider(IamServices services) : UntagResource(TaggedKind.OpenIDConnectProvider, services);
