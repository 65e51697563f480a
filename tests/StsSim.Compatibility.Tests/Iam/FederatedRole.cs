using System.Text.Json;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Iam;

/// <summary>A role made by IAM that an identity provider's users may assume, and the way to it.</summary>
public sealed record FederatedRole(IamAccount Account, string Arn)
{
    /// <param name="provider">The ARN of an OIDC or SAML provider.</param>
    public static async Task<FederatedRole> CreateAsync(IamAccount account, string name, string provider, string action)
    {
        string trust = $$"""
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Federated":"{{provider}}"},"Action":"{{action}}"}]}
            """;
        IamAnswer role = await account.CallAsync("CreateRole", ("RoleName", name), ("AssumeRolePolicyDocument", trust));
        return new FederatedRole(account, role.IsSuccess().Text("Role/Arn"));
    }

    /// <summary>AssumeRoleWithWebIdentity with a token of the built-in issuer.</summary>
    public async Task<WireAnswer> AssumeWithTokenAsync(string subject, string audience)
    {
        JsonElement minted = await Account.Simulator.PostAsync("/_stssim/idp/oidc/token", new { subject, audience });
        return await AssumeWithTokenAsync(minted.GetProperty("token").GetString()!);
    }

    public Task<WireAnswer> AssumeWithTokenAsync(string token) => SendAsync("AssumeRoleWithWebIdentity", ("RoleSessionName", "s-1"), ("WebIdentityToken", token));

    /// <summary>AssumeRoleWithSAML with an assertion of the built-in identity provider.</summary>
    public async Task<WireAnswer> AssumeWithAssertionAsync(string provider)
    {
        JsonElement minted = await Account.Simulator.PostAsync(
            "/_stssim/idp/saml/assertion", new { roleArn = Arn, providerArn = provider, sessionName = "ann" });
        return await SendAsync("AssumeRoleWithSAML", ("PrincipalArn", provider), ("SAMLAssertion", minted.GetProperty("assertion").GetString()!));
    }

    private Task<WireAnswer> SendAsync(string action, params (string Name, string Value)[] parameters) => Account.Simulator.SendAsync(StsRequest.Of(
        key: null, action, string.Join('&', parameters.Append(("RoleArn", Arn)).Select(pair => $"{pair.Item1}={Uri.EscapeDataString(pair.Item2)}"))));
}
