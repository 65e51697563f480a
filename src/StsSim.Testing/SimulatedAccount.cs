using System.Text.Json.Nodes;

namespace StsSim.Testing;

/// <summary>An account of a simulator: its quotas, faults and clock, and the sessions that were issued in it.</summary>
public class SimulatedAccount
{
    private readonly ControlClient _control;
    private readonly MisbehaviourControl _misbehaviour;

    internal SimulatedAccount(ControlClient control, string accountId)
    {
        (_control, AccountId) = (control, accountId);
        _misbehaviour = new MisbehaviourControl(control, Route);
    }

    /// <summary>Twelve digits.</summary>
    public string AccountId { get; }

    /// <summary>The ARN of a role of this account at the path <c>/</c>.</summary>
    public string RoleArnOf(string roleName) => $"arn:aws:iam::{AccountId}:role/{roleName}";

    /// <exception cref="StsSimulatorException">There is no such account.</exception>
    public Task<AccountQuotas> GetQuotasAsync(CancellationToken cancellationToken = default) =>
        _control.SendAsync<AccountQuotas>(HttpMethod.Get, $"{Route}/quotas", body: null, cancellationToken);

    /// <summary>Sets the quotas to these two and no others, from now on and in every Region. What a bucket holds stays in it, up to the new burst.</summary>
    /// <param name="quota">The bucket of each Region.</param>
    /// <param name="perFederatedUser">A bucket for each federated user's name besides; <see langword="null"/> for none.</param>
    /// <exception cref="StsSimulatorException">There is no such account, or a number makes no sense.</exception>
    public Task<AccountQuotas> SetQuotasAsync(Quota quota, Quota? perFederatedUser = null, CancellationToken cancellationToken = default) =>
        SetQuotasAsync(new AccountQuotas(quota, perFederatedUser), cancellationToken);

    /// <summary>Sets the quotas, likewise. <see langword="null"/> takes buckets away.</summary>
    /// <exception cref="StsSimulatorException">There is no such account or operation, or a number makes no sense.</exception>
    public Task<AccountQuotas> SetQuotasAsync(AccountQuotas quotas, CancellationToken cancellationToken = default) => _control.SendAsync<AccountQuotas>(
        HttpMethod.Put,
        $"{Route}/quotas",
        new QuotasBody(quotas.Default, quotas.PerFederatedUser, quotas.PerPrincipal, quotas.PerSource, quotas.Operations),
        cancellationToken);

    /// <summary>What is in the account's buckets, exact at the time of the call. Full ones that nobody uses are left out.</summary>
    /// <exception cref="StsSimulatorException">There is no such account.</exception>
    public Task<QuotaBuckets> GetQuotaBucketsAsync(CancellationToken cancellationToken = default) =>
        _control.SendAsync<QuotaBuckets>(HttpMethod.Get, $"{Route}/quotas/buckets", body: null, cancellationToken);

    /// <summary>What became of the sessions of a federated user, exact at the time of the call.</summary>
    /// <param name="name">The <c>Name</c> given to GetFederationToken. One that nobody used has an empty ledger.</param>
    /// <exception cref="StsSimulatorException">There is no such account, or no federated user can have that name.</exception>
    public Task<FederatedUserLedger> GetFederatedUserAsync(string name, CancellationToken cancellationToken = default) =>
        _control.SendAsync<FederatedUserLedger>(HttpMethod.Get, RouteOf(name), body: null, cancellationToken);

    /// <summary>Ends every session of a federated user; returns how many were active.</summary>
    /// <exception cref="StsSimulatorException">There is no such account, or no federated user can have that name.</exception>
    public Task<long> RevokeFederatedUserSessionsAsync(string name, CancellationToken cancellationToken = default) =>
        RevokeAsync(RouteOf(name), cancellationToken);

    /// <summary>What became of the sessions of a role, of AssumeRole and its kin, exact at the time of the call.</summary>
    /// <param name="roleName">Without its path.</param>
    /// <exception cref="StsSimulatorException">There is no such account or role.</exception>
    public Task<SessionLedger> GetRoleSessionsAsync(string roleName, CancellationToken cancellationToken = default) =>
        _control.SendAsync<SessionLedger>(HttpMethod.Get, RouteOf("roles", roleName), body: null, cancellationToken);

    /// <summary>Ends every session of a role; returns how many were active.</summary>
    /// <exception cref="StsSimulatorException">There is no such account or role.</exception>
    public Task<long> RevokeRoleSessionsAsync(string roleName, CancellationToken cancellationToken = default) =>
        RevokeAsync(RouteOf("roles", roleName), cancellationToken);

    /// <summary>What became of the sessions of a user, of GetSessionToken, exact at the time of the call.</summary>
    /// <param name="userName">Without its path.</param>
    /// <exception cref="StsSimulatorException">There is no such account or user.</exception>
    public Task<SessionLedger> GetUserSessionsAsync(string userName, CancellationToken cancellationToken = default) =>
        _control.SendAsync<SessionLedger>(HttpMethod.Get, RouteOf("users", userName), body: null, cancellationToken);

    /// <summary>Ends every session of a user; returns how many were active.</summary>
    /// <exception cref="StsSimulatorException">There is no such account or user.</exception>
    public Task<long> RevokeUserSessionsAsync(string userName, CancellationToken cancellationToken = default) =>
        RevokeAsync(RouteOf("users", userName), cancellationToken);

    /// <summary>
    /// Checks what is expected of the clients that called in this account, such as <c>amplification &lt;= 1.2</c>,
    /// <c>retriesWithin(1s) == 0</c>, <c>assumeRolePerHour &lt;= 2</c> or <c>client("app-*").deviations == 0</c>, against what
    /// was seen of them so far.
    /// </summary>
    /// <exception cref="StsSimulatorException">An expectation makes no sense; the message says why.</exception>
    public Task<CheckedExpectations> CheckClientsAsync(IReadOnlyList<string> expectations, CancellationToken cancellationToken = default) =>
        _control.SendAsync<CheckedExpectations>(HttpMethod.Post, "_stssim/assertions", new { expectations, AccountId }, cancellationToken);

    /// <summary>Has something go wrong in this account alone. Its rules come before the simulator's.</summary>
    /// <param name="id">Letters, digits, hyphens, underscores and dots. A rule of the same id is replaced.</param>
    /// <exception cref="StsSimulatorException">There is no such account. The rule makes no sense.</exception>
    public Task<FaultRuleStatus> PutFaultAsync(string id, FaultRule rule, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return _misbehaviour.PutFaultAsync(id, rule.ToBody(), cancellationToken);
    }

    /// <summary>Likewise, for a rule as the control API takes it.</summary>
    /// <exception cref="StsSimulatorException">There is no such account. The rule makes no sense.</exception>
    public Task<FaultRuleStatus> PutFaultAsync(string id, JsonObject rule, CancellationToken cancellationToken = default) =>
        _misbehaviour.PutFaultAsync(id, rule, cancellationToken);

    /// <summary>Removes one of the fault rules of this account.</summary>
    /// <exception cref="StsSimulatorException">There is no such rule.</exception>
    public Task RemoveFaultAsync(string id, CancellationToken cancellationToken = default) => _misbehaviour.RemoveFaultAsync(id, cancellationToken);

    /// <summary>Removes all the fault rules of this account.</summary>
    public Task ClearFaultsAsync(CancellationToken cancellationToken = default) => _misbehaviour.ClearFaultsAsync(cancellationToken);

    /// <summary>The fault rules of this account in the order in which they are considered, with what they have counted.</summary>
    public Task<IReadOnlyList<FaultRuleStatus>> GetFaultsAsync(CancellationToken cancellationToken = default) => _misbehaviour.GetFaultsAsync(cancellationToken);

    /// <summary>The clock in force.</summary>
    public Task<SimulatedClock> GetClockAsync(CancellationToken cancellationToken = default) => _misbehaviour.GetClockAsync(cancellationToken);

    /// <summary>Sets the clock of this account.</summary>
    /// <param name="sessionTimeScale">How many times faster sessions age: under 60, one of 15 minutes lives 15 seconds, and says so.</param>
    /// <param name="skewSeconds">How far the server's clock is ahead; behind where it is negative.</param>
    /// <exception cref="StsSimulatorException">There is no such account. A number makes no sense.</exception>
    public Task<SimulatedClock> SetClockAsync(double sessionTimeScale = 1, double skewSeconds = 0, CancellationToken cancellationToken = default) =>
        _misbehaviour.SetClockAsync(sessionTimeScale, skewSeconds, cancellationToken);

    /// <summary>Has the account go by the simulator's clock.</summary>
    public Task ResetClockAsync(CancellationToken cancellationToken = default) => _misbehaviour.ResetClockAsync(cancellationToken);

    private string Route => $"_stssim/accounts/{Uri.EscapeDataString(AccountId)}";

    private string RouteOf(string federatedUser) => RouteOf("federated-users", federatedUser);

    private string RouteOf(string kind, string name) => $"{Route}/{kind}/{Uri.EscapeDataString(name)}";

    private async Task<long> RevokeAsync(string route, CancellationToken cancellationToken) =>
        (await _control.SendAsync<Revocation>(HttpMethod.Delete, $"{route}/sessions", body: null, cancellationToken)).Revoked;
}
