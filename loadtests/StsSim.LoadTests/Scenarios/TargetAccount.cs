using StsSim.LoadTests.Clients;

namespace StsSim.LoadTests.Scenarios;

/// <summary>An account that load is offered to.</summary>
internal sealed record TargetAccount(string AccountId, ClientCredentials Credentials)
{
    /// <summary>The role <c>app</c>, which trusts the account itself.</summary>
    public string RoleArn { get; init; } = $"arn:aws:iam::{AccountId}:role/app";

    /// <summary>The role <c>web</c>, which trusts the simulator's own OIDC issuer.</summary>
    public string WebRoleArn { get; init; } = $"arn:aws:iam::{AccountId}:role/web";

    // A record prints its members; a secret must not be among them.
    public override string ToString() => AccountId;
}
