using StsSim.Operations.Iam.Tags;

namespace StsSim.Operations.Iam.SamlProviders;

/// <summary>Takes tags off a SAML provider; keys it does not have are passed over.</summary>
public sealed class UntagSAMLProvider(IamServices services) : UntagResource(TaggedKind.SamlProvider, services);
