namespace StsSim.Compatibility.Tests.Clients.Cases;

/// <summary>Tokens of the built-in issuer, and the refusals of those that are not good.</summary>
internal static class WebIdentity
{
    public static ExpectedRefusal TokenExpired { get; } = ExpectedRefusal.Modelled(
        400, "ExpiredTokenException", "Token expired: current date/time [0-9]{10} must be before the expiration date/time [0-9]{10}");

    /// <param name="request">What the control API is asked for.</param>
    public static Func<DefaultWorldSimulator, Task<string>> Token(string request) =>
        simulator => simulator.PostAsync("/_stssim/idp/oidc/token", request, "token");

    /// <summary>An access token of the built-in Login with Amazon.</summary>
    public static Func<DefaultWorldSimulator, Task<string>> AccessToken(string request) =>
        simulator => simulator.PostAsync("/_stssim/idp/oauth/token", request, "token");

    public static ExpectedRefusal Invalid(string message) => ExpectedRefusal.WithoutSuffix(400, "InvalidIdentityToken", message);
}
