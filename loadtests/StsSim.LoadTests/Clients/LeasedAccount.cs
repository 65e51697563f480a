namespace StsSim.LoadTests.Clients;

/// <summary>An account that the simulator has lent for one run, as the control API spells it.</summary>
internal sealed record LeasedAccount(string Id, string AccountId, string AccessKeyId, string SecretAccessKey, string RoleArn)
{
    /// <summary>The role that trusts the simulator's own OIDC issuer.</summary>
    public string WebRoleArn => $"arn:aws:iam::{AccountId}:role/web";

    public ClientCredentials Credentials => new(AccessKeyId, SecretAccessKey, null);

    // A record prints its members; neither a secret nor the id, which is as good as one, must be among them.
    public override string ToString() => AccountId;
}
