using System.Text.Json.Nodes;
using StsSim.Host;

namespace StsSim.Testing;

/// <summary>
/// A simulator of AWS STS and IAM for tests: one inside this process, or one that runs elsewhere. Safe for use by many
/// tests at once; give each an account of its own.
/// </summary>
/// <example>
/// <code>
/// await using StsSimulator simulator = await StsSimulator.StartAsync();
/// await using LeasedAccount account = await simulator.LeaseAccountAsync();
/// await account.SetQuotasAsync(new Quota(50));
/// </code>
/// </example>
public sealed class StsSimulator : IAsyncDisposable
{
    private readonly ControlClient _control;
    private readonly MisbehaviourControl _misbehaviour;
    private readonly Simulator? _embedded;
    private int _disposed;

    private StsSimulator(Uri endpoint, ControlClient control, Simulator? embedded)
    {
        (Endpoint, _control, _embedded) = (endpoint, control, embedded);
        _misbehaviour = new MisbehaviourControl(control, "_stssim");
    }

    /// <summary>Where SDKs find it: their <c>ServiceURL</c>, or <c>AWS_ENDPOINT_URL</c> for programs that the test starts.</summary>
    public Uri Endpoint { get; }

    /// <summary>Where its control API is.</summary>
    public Uri ControlEndpoint => _control.Endpoint;

    /// <summary>
    /// What clients have to trust of one that was started with <see cref="StsSimulatorOptions.Https"/>: a PEM file, e.g. for
    /// <c>AWS_CA_BUNDLE</c> of programs that the test starts. It is gone when this is disposed. <see langword="null"/> otherwise.
    /// </summary>
    public string? CertificateAuthorityFile => _embedded?.CertificateAuthorityFile;

    /// <summary>Starts a simulator inside this process, on a free port of loopback. It is gone when this is disposed.</summary>
    /// <exception cref="StartupException">It cannot start, and why.</exception>
    public static async Task<StsSimulator> StartAsync(StsSimulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        // This test's own questions need no TLS, and nobody to trust.
        List<string> arguments = options?.Https is true
            ? ["--urls", "https://127.0.0.1:0", "--control-urls", "http://127.0.0.1:0"]
            : ["--urls", "http://127.0.0.1:0"];
        if (options?.WorldFile is { } file)
        {
            arguments.AddRange(["--world", file]);
        }

        if (options?.Permissive is true)
        {
            arguments.AddRange(["--auth", "permissive"]);
        }

        Simulator simulator = await Simulator.StartAsync([.. arguments], cancellationToken: cancellationToken);
        return new StsSimulator(simulator.Endpoint, new ControlClient(simulator.ControlEndpoint, simulator.AdminToken), simulator);
    }

    /// <summary>Uses a simulator that runs already, and leaves it running.</summary>
    /// <param name="endpoint">Where it listens, e.g. <c>http://127.0.0.1:7870</c>.</param>
    /// <param name="adminToken">Its <c>StsSim:AdminToken</c>, where it has one.</param>
    /// <param name="controlEndpoint">Where its control API is, if not at <paramref name="endpoint"/> (<c>--control-urls</c>).</param>
    public static StsSimulator ConnectTo(Uri endpoint, string? adminToken = null, Uri? controlEndpoint = null)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return new StsSimulator(endpoint, new ControlClient(controlEndpoint ?? endpoint, adminToken), embedded: null);
    }

    /// <summary>Returns once the simulator serves; for one that has just been started elsewhere.</summary>
    /// <exception cref="OperationCanceledException">It does not within <paramref name="cancellationToken"/>.</exception>
    public Task WaitUntilReadyAsync(CancellationToken cancellationToken = default) => _control.WaitUntilReadyAsync(cancellationToken);

    /// <summary>Takes an account that nobody else has, with an administrator's credentials. Dispose it to give it back.</summary>
    /// <exception cref="StsSimulatorException">The simulator cannot be reached, or has no more to give.</exception>
    public async Task<LeasedAccount> LeaseAccountAsync(LeaseOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new LeaseOptions();
        var quotas = new { Default = options.Quota, options.PerFederatedUser, options.PerPrincipal, options.PerSource, options.Operations };
        Lease lease = await _control.SendAsync<Lease>(
            HttpMethod.Post, "_stssim/leases", new { TtlSeconds = options.Duration.TotalSeconds, Quotas = quotas }, cancellationToken);
        return new LeasedAccount(_control, lease);
    }

    /// <summary>An account of the simulator's world. Other tests see what is done to it.</summary>
    /// <param name="accountId">Twelve digits.</param>
    public SimulatedAccount Account(string accountId) => new(_control, accountId);

    /// <summary>Asks whether a caller may do something, and why.</summary>
    /// <exception cref="StsSimulatorException">The question makes no sense, e.g. names a caller that does not exist.</exception>
    public Task<AuthorizationDecision> AuthorizeAsync(AuthorizationQuestion question, CancellationToken cancellationToken = default) =>
        _control.SendAsync<AuthorizationDecision>(HttpMethod.Post, "_stssim/authorize", question.ToBody(), cancellationToken);

    /// <summary>Mints a JWT of the built-in OIDC issuer for AssumeRoleWithWebIdentity.</summary>
    public async Task<string> MintOidcTokenAsync(OidcTokenRequest request, CancellationToken cancellationToken = default) =>
        (await _control.SendAsync<MintedToken>(HttpMethod.Post, "_stssim/idp/oidc/token", request.ToBody(), cancellationToken)).Token!;

    /// <summary>Mints a SAML response of the built-in identity provider for AssumeRoleWithSAML, in base64 as that takes it.</summary>
    public async Task<string> MintSamlAssertionAsync(SamlAssertionRequest request, CancellationToken cancellationToken = default) =>
        (await _control.SendAsync<MintedToken>(HttpMethod.Post, "_stssim/idp/saml/assertion", request.ToBody(), cancellationToken)).Assertion!;

    /// <summary>Has something go wrong in every account. An account's own rules come first.</summary>
    /// <param name="id">Letters, digits, hyphens, underscores and dots. A rule of the same id is replaced.</param>
    /// <exception cref="StsSimulatorException">The rule makes no sense.</exception>
    public Task<FaultRuleStatus> PutFaultAsync(string id, FaultRule rule, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return _misbehaviour.PutFaultAsync(id, rule.ToBody(), cancellationToken);
    }

    /// <summary>Likewise, for a rule as the control API takes it.</summary>
    /// <exception cref="StsSimulatorException">The rule makes no sense.</exception>
    public Task<FaultRuleStatus> PutFaultAsync(string id, JsonObject rule, CancellationToken cancellationToken = default) =>
        _misbehaviour.PutFaultAsync(id, rule, cancellationToken);

    /// <summary>Removes one of the fault rules of everybody.</summary>
    /// <exception cref="StsSimulatorException">There is no such rule.</exception>
    public Task RemoveFaultAsync(string id, CancellationToken cancellationToken = default) => _misbehaviour.RemoveFaultAsync(id, cancellationToken);

    /// <summary>Removes all the fault rules of everybody.</summary>
    public Task ClearFaultsAsync(CancellationToken cancellationToken = default) => _misbehaviour.ClearFaultsAsync(cancellationToken);

    /// <summary>The fault rules of everybody in the order in which they are considered, with what they have counted.</summary>
    public Task<IReadOnlyList<FaultRuleStatus>> GetFaultsAsync(CancellationToken cancellationToken = default) => _misbehaviour.GetFaultsAsync(cancellationToken);

    /// <summary>The clock in force.</summary>
    public Task<SimulatedClock> GetClockAsync(CancellationToken cancellationToken = default) => _misbehaviour.GetClockAsync(cancellationToken);

    /// <summary>Sets the clock of every account that has none of its own.</summary>
    /// <param name="sessionTimeScale">How many times faster sessions age: under 60, one of 15 minutes lives 15 seconds, and says so.</param>
    /// <param name="skewSeconds">How far the server's clock is ahead; behind where it is negative.</param>
    /// <exception cref="StsSimulatorException">A number makes no sense.</exception>
    public Task<SimulatedClock> SetClockAsync(double sessionTimeScale = 1, double skewSeconds = 0, CancellationToken cancellationToken = default) =>
        _misbehaviour.SetClockAsync(sessionTimeScale, skewSeconds, cancellationToken);

    /// <summary>Goes by the real clock again.</summary>
    public Task ResetClockAsync(CancellationToken cancellationToken = default) => _misbehaviour.ResetClockAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        _control.Dispose();
        if (_embedded is not null)
        {
            await _embedded.DisposeAsync();
        }
    }
}
