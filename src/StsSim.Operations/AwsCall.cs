using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Iam.Credentials;
using StsSim.Iam.Evaluation;
using StsSim.Iam.Identities;
using StsSim.Operations.Accounts;
using StsSim.Operations.Authentication;
using StsSim.Operations.Faults;
using StsSim.Operations.Observation;
using StsSim.Operations.Parameters;
using StsSim.Operations.Sessions;
using StsSim.Operations.Sts;
using StsSim.Protocol;
using StsSim.Protocol.Query;
using StsSim.Protocol.Results;

namespace StsSim.Operations;

/// <summary>One request on its way through the pipeline; each step adds what it found. Afterwards it serves another request.</summary>
public sealed class AwsCall : IReusable, IDisposable
{
    private Findings _found;

    /// <param name="limits">How much a request may hold.</param>
    public AwsCall(RequestLimits limits)
    {
        Limits = limits;
        Parameters = new QueryParameters(limits.Parameters);
    }

    /// <summary>Begins with a request.</summary>
    public void Begin(WireRequest request, DateTimeOffset receivedAt)
    {
        StsEndpointName endpoint = request.TryGetHeader("Host", out string host) ? StsEndpointName.Parse(host) : default;
        _found = new Findings
        {
            Request = request,
            ReceivedAt = receivedAt,
            RequestId = RandomBytes.NextUuid(),
            Endpoint = endpoint,
            Region = endpoint.Region ?? "us-east-1",
        };
    }

    /// <exception cref="InvalidOperationException">The call is over.</exception>
    public WireRequest Request => _found.Request ?? throw new InvalidOperationException("The call is over.");

    /// <summary>How much the request may hold.</summary>
    public RequestLimits Limits { get; }

    public QueryParameters Parameters { get; }

    /// <summary>Writes the answer where it is one in XML.</summary>
    internal XmlResultWriter XmlResult { get; } = new();

    public Guid RequestId => _found.RequestId;

    /// <summary>Set once the operation is identified.</summary>
    public AwsOperation Operation
    {
        get => _found.Operation ?? throw new InvalidOperationException("The operation is not identified yet.");
        set => _found.Operation = value;
    }

    /// <summary>The operation, or <see langword="null"/> before it is identified.</summary>
    public AwsOperation? FindOperation() => _found.Operation;

    /// <summary>For metrics: the operation's name, or <c>Unknown</c> before it is identified.</summary>
    public string OperationName => _found.Operation?.Name ?? "Unknown";

    /// <summary>The service called, or <see langword="null"/> before the operation is identified.</summary>
    public string? Service => _found.Operation?.Service;

    public Caller Caller => _found.Caller ?? throw new InvalidOperationException("The caller is not authenticated.");

    /// <summary>The caller, or <see langword="null"/> in an operation that takes unsigned requests.</summary>
    public Caller? FindCaller() => _found.Caller;

    /// <summary>The caller's account.</summary>
    public Account Account => Caller.Account;

    /// <summary>Who the caller is to a policy.</summary>
    public Principal Principal => _found.Principal ??= Caller.PrincipalIn(PartitionName);

    /// <summary>The caller's ARN in the partition of the call.</summary>
    public string CallerArn => Principal.Arn;

    /// <summary>The endpoint the request was sent to, by its Host header.</summary>
    public StsEndpointName Endpoint => _found.Endpoint;

    /// <summary>
    /// Whether sessions that this call makes for an account are good in the Regions that are on by default alone: those of
    /// the global endpoint, unless the account prefers tokens of version 2.
    /// </summary>
    public bool IssuesVersion1TokensFor(Account account) => Endpoint.IsGlobal && !account.Settings.GlobalTokensAreValidEverywhere;

    /// <summary>
    /// The Region the client meant: the one its host names, else that of the credential scope; on one address, an
    /// unsigned request to no particular Region is one to the global endpoint's.
    /// </summary>
    public string Region => _found.Region ?? throw new InvalidOperationException("The call is over.");

    public string PartitionName => Partition.OfRegion(Region);

    /// <summary>When the request was received, by the clock that sessions age by.</summary>
    public DateTimeOffset ReceivedAt => _found.ReceivedAt;

    /// <summary>The clock of who calls.</summary>
    public ClockSettings Clock
    {
        get => _found.Clock ?? ClockSettings.Real;
        set => _found.Clock = value;
    }

    /// <summary>What time it was by the server's clock as the caller sees it.</summary>
    public DateTimeOffset ServerTime => ReceivedAt + Clock.Skew;

    /// <summary>The number of the attempt at its invocation, from 1; 1 where the client does not say.</summary>
    public int Attempt => _found.Attempt == 0 ? _found.Attempt = SdkClient.AttemptOf(Request) : _found.Attempt;

    /// <summary>When a session that the call issues is to end early, or <see langword="null"/>.</summary>
    public SessionEnd? SessionEnd
    {
        get => _found.SessionEnd;
        set => _found.SessionEnd = value;
    }

    /// <summary>When the session that the call issued ends, as the caller is told, by the clock that sessions age by; or <see langword="null"/>.</summary>
    public DateTimeOffset? SessionExpiresAt
    {
        get => _found.SessionExpiresAt;
        set => _found.SessionExpiresAt = value;
    }

    /// <summary>Who the request says it is from.</summary>
    public ref readonly CallerClaim Claim => ref _found.Claim;

    /// <summary>The caller's account; of an unsigned request the account of the role asked for, where there is one.</summary>
    public Account? PayingAccount => _found.PayingAccount;

    /// <summary>Why the call was denied, for DecodeAuthorizationMessage, or <see langword="null"/>.</summary>
    public string? EncodedAuthorizationMessage
    {
        get => _found.EncodedAuthorizationMessage;
        set => _found.EncodedAuthorizationMessage = value;
    }

    /// <summary>The fault that struck the call, or <see langword="null"/>.</summary>
    public FiredFault? Fault
    {
        get => _found.Fault;
        set => _found.Fault = value;
    }

    /// <summary>The bucket that refused the call, or <see langword="null"/>.</summary>
    public string? ThrottledBy
    {
        get => _found.ThrottledBy;
        set => _found.ThrottledBy = value;
    }

    /// <summary>Whether <see cref="PayingAccount"/> is leased, and so has an id that was made up for it.</summary>
    public bool PayingAccountIsLeased => _found.PayingAccountIsLeased;

    /// <summary>Takes what the request says of its signature; whose that is, is not known yet.</summary>
    public void Presented(in CallerClaim claim) => _found.Claim = claim;

    public void Claimed(in CallerClaim claim, Account? payingAccount, bool isLeased)
    {
        _found.Claim = claim;
        _found.PayingAccount = payingAccount;
        _found.PayingAccountIsLeased = isLeased;
    }

    public void Authenticated(Caller caller, string region)
    {
        _found.Caller = caller;
        _found.Region = region;
    }

    public void Reset()
    {
        Parameters.Reset();
        XmlResult.Reset();
        _found = default;
    }

    public void Dispose() => Reset();

    // All that there is of a request beside its parameters: forgotten as one, so that nothing of it can be left for the next.
    private struct Findings
    {
        public WireRequest? Request;
        public Guid RequestId;
        public DateTimeOffset ReceivedAt;
        public StsEndpointName Endpoint;
        public string? Region;
        public AwsOperation? Operation;
        public CallerClaim Claim;
        public Caller? Caller;
        public Principal? Principal;
        public Account? PayingAccount;
        public bool PayingAccountIsLeased;
        public ClockSettings? Clock;
        public int Attempt;
        public FiredFault? Fault;
        public string? ThrottledBy;
        public SessionEnd? SessionEnd;
        public DateTimeOffset? SessionExpiresAt;
        public string? EncodedAuthorizationMessage;
    }
}
