namespace StsSim.Federation.OAuth;

/// <summary>What came of an OAuth 2.0 access token.</summary>
public abstract record OAuthOutcome
{
    private OAuthOutcome()
    {
    }

    /// <summary>The token is good.</summary>
    /// <param name="AppId">The application it was issued to: the condition key <c>…:app_id</c>.</param>
    /// <param name="UserId">Who it speaks for: <c>www.amazon.com:user_id</c>, <c>graph.facebook.com:id</c>.</param>
    public sealed record Identity(string AppId, string UserId) : OAuthOutcome;

    /// <summary>The identity provider does not know the token: <c>IDPRejectedClaim</c>.</summary>
    public sealed record Rejected : OAuthOutcome;

    /// <summary>The identity provider gave no answer, or none that makes sense: <c>IDPCommunicationError</c>.</summary>
    public sealed record Unreachable : OAuthOutcome;
}
