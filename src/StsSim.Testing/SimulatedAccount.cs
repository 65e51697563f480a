namespace StsSim.Testing;

/// <summary>An account of a simulator: its quotas, and what was issued to its federated users.</summary>
public class SimulatedAccount
{
    private readonly ControlClient _control;

    internal SimulatedAccount(ControlClient control, string accountId) => (_control, AccountId) = (control, accountId);

    /// <summary>Twelve digits.</summary>
    public string AccountId { get; }

    /// <summary>The ARN of a role of this account at the path <c>/</c>.</summary>
    public string RoleArnOf(string roleName) => $"arn:aws:iam::{AccountId}:role/{roleName}";

    /// <exception cref="StsSimulatorException">There is no such account.</exception>
    public Task<AccountQuotas> GetQuotasAsync(CancellationToken cancellationToken = default) =>
        _control.SendAsync<AccountQuotas>(HttpMethod.Get, $"{Route}/quotas", body: null, cancellationToken);

    /// <summary>Sets the quotas, from now on and in every Region. What a bucket holds stays in it, up to the new burst.</summary>
    /// <param name="quota">The bucket of each Region.</param>
    /// <param name="perFederatedUser">A bucket for each federated user's name besides; <see langword="null"/> for none.</param>
    /// <exception cref="StsSimulatorException">There is no such account, or a number makes no sense.</exception>
    public Task<AccountQuotas> SetQuotasAsync(Quota quota, Quota? perFederatedUser = null, CancellationToken cancellationToken = default) =>
        _control.SendAsync<AccountQuotas>(HttpMethod.Put, $"{Route}/quotas", new QuotasBody(quota, perFederatedUser), cancellationToken);

    /// <summary>What became of the sessions of a federated user, exact at the time of the call.</summary>
    /// <param name="name">The <c>Name</c> given to GetFederationToken. One that nobody used has an empty ledger.</param>
    /// <exception cref="StsSimulatorException">There is no such account, or no federated user can have that name.</exception>
    public Task<FederatedUserLedger> GetFederatedUserAsync(string name, CancellationToken cancellationToken = default) =>
        _control.SendAsync<FederatedUserLedger>(HttpMethod.Get, RouteOf(name), body: null, cancellationToken);

    /// <summary>Ends every session of a federated user; returns how many were active.</summary>
    /// <exception cref="StsSimulatorException">There is no such account, or no federated user can have that name.</exception>
    public async Task<long> RevokeFederatedUserSessionsAsync(string name, CancellationToken cancellationToken = default) =>
        (await _control.SendAsync<Revocation>(HttpMethod.Delete, $"{RouteOf(name)}/sessions", body: null, cancellationToken)).Revoked;

    private string Route => $"_stssim/accounts/{Uri.EscapeDataString(AccountId)}";

    private string RouteOf(string federatedUser) => $"{Route}/federated-users/{Uri.EscapeDataString(federatedUser)}";
}
