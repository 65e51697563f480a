namespace StsSim.Operations.IdentityProviders;

/// <summary>One member of <c>ProvidedContexts</c>.</summary>
internal readonly record struct ProvidedContextParameter(string ProviderArn, string ContextAssertion)
{
    public override string ToString() => ProviderArn; // the assertion is a credential
}
