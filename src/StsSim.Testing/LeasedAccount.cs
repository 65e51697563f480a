namespace StsSim.Testing;

/// <summary>
/// An account of one's own: a user <c>test</c> with administrator's access, a role <c>app</c> that the account may
/// assume, roles <c>web</c> and <c>saml</c> that trust the built-in issuers, quotas and ledgers that no other test sees.
/// Disposed, it is gone, and every session with it.
/// </summary>
public sealed class LeasedAccount : SimulatedAccount, IAsyncDisposable
{
    private readonly ControlClient _control;
    private readonly string _id;

    internal LeasedAccount(ControlClient control, Lease lease)
        : base(control, lease.AccountId)
    {
        (_control, _id) = (control, lease.Id);
        Credentials = new AccountCredentials(lease.AccessKeyId, lease.SecretAccessKey);
        RoleArn = lease.RoleArn;
        ExpiresAt = lease.ExpiresAt;
    }

    /// <summary>Those of the user <c>test</c>, an administrator.</summary>
    public AccountCredentials Credentials { get; }

    /// <summary>The role <c>app</c>, an administrator that the account may assume.</summary>
    public string RoleArn { get; }

    /// <summary>When the account goes by itself, on the simulator's clock.</summary>
    public DateTimeOffset ExpiresAt { get; }

    /// <summary>
    /// Puts the account back to how it began: identities and quotas, no sessions, empty ledgers. <see cref="Credentials"/>
    /// stay good.
    /// </summary>
    /// <exception cref="StsSimulatorException">The account is gone.</exception>
    public Task ResetAsync(CancellationToken cancellationToken = default) =>
        _control.SendAsync(HttpMethod.Post, $"_stssim/leases/{_id}/reset", cancellationToken);

    /// <summary>Gives the account back. No error where it has expired, or its simulator is gone.</summary>
    public ValueTask DisposeAsync() => new(_control.FreeAsync(_id));
}
