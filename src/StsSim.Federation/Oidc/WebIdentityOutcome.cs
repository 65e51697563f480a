namespace StsSim.Federation.Oidc;

/// <summary>What came of a web identity token: a <see cref="WebIdentity"/> or a <see cref="WebIdentityFault"/>.</summary>
public abstract record WebIdentityOutcome
{
    private protected WebIdentityOutcome()
    {
    }
}
