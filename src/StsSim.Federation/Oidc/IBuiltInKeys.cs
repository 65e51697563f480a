namespace StsSim.Federation.Oidc;

/// <summary>Knows the keys of issuers that live in this process, which are verified without HTTP.</summary>
public interface IBuiltInKeys
{
    /// <summary>The JSON Web Key Set of the provider's issuer, or <see langword="null"/> where it is somebody else's.</summary>
    /// <remarks>The set is parsed once for each string object, so an unchanged set should be the same object.</remarks>
    ValueTask<string?> FindJwksAsync(OidcProvider provider, CancellationToken cancellationToken);
}
