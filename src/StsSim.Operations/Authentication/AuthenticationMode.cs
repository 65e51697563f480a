namespace StsSim.Operations.Authentication;

public enum AuthenticationMode
{
    /// <summary>Every signature is verified against a known key.</summary>
    Strict,

    /// <summary>
    /// Any access key is accepted and signatures are not checked: a known key is itself, a 12-digit one is that
    /// account's root user, any other is the first user of the default account.
    /// </summary>
    Permissive,
}
