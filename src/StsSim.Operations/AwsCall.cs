using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Iam.Credentials;
using StsSim.Iam.Evaluation;
using StsSim.Iam.Identities;
using StsSim.Operations.Accounts;
using StsSim.Operations.Authentication;
using StsSim.Operations.Faults;
using StsSim.Operations.Observation;
using StsSim.Operations.Sessions;
using StsSim.Operations.Sts;
using StsSim.Protocol;
using StsSim.Protocol.Query;

namespace StsSim.Operations;

/// <summary>One request on its way through the pipeline; each step adds what it found.</summary>
public sealed class AwsCall : IDisposable
{
    private AwsOperation? _operation;
    private Caller? _caller;
    private Principal? _principal;
    private int _attempt;

    public AwsCall(WireRequest request, DateTimeOffset receivedAt)
    {
        Request = request;
        ReceivedAt = receivedAt;
        Endpoint = request.TryGetHeader("Host", out string host) ? StsEndpointName.Parse(host) : default;
        Region = Endpoint.Region ?? "us-east-1";
    }

    public WireRequest Request { get; }

    public QueryParameters Parameters { get; } = new();

    public Guid RequestId { get; } = RandomBytes.NextUuid();

    /// <summary>Set once the operation is identified.</summary>
    public AwsOperation Operation
    {
        get => _operation ?? throw new InvalidOperationException("The operation is not identified yet.");
        set => _operation = value;
    }

    /// <summary>The operation, or <see langword="null"/> before it is identified.</summary>
    public AwsOperation? FindOperation() => _operation;

    /// <summary>For metrics: the operation's name, or <c>Unknown</c> before it is identified.</summary>
    public string OperationName => _operation?.Name ?? "Unknown";

    /// <summary>The service called, or <see langword="null"/> before the operation is identified.</summary>
    public string? Service => _operation?.Service;

    public Caller Caller => _caller ?? throw new InvalidOperationException("The caller is not authenticated.");

    /// <summary>The caller, or <see langword="null"/> in an operation that takes unsigned requests.</summary>
    public Caller? FindCaller() => _caller;

    /// <summary>The caller's account.</summary>
    public Account Account => Caller.Account;

    /// <summary>Who the caller is to a policy.</summary>
    public Principal Principal => _principal ??= Caller.PrincipalIn(PartitionName);

    /// <summary>The caller's ARN in the partition of the call.</summary>
    public string CallerArn => Principal.Arn;

    /// <summary>The endpoint the request was sent to, by its Host header.</summary>
    public StsEndpointName Endpoint { get; }

    /// <summary>
    /// Whether sessions that this call makes for an account are good in the Regions that are on by default alone: those of
    /// the global endpoint, unless the account prefers tokens of version 2.
    /// </summary>
    public bool IssuesVersion1TokensFor(Account account) => Endpoint.IsGlobal && !account.Settings.GlobalTokensAreValidEverywhere;

    /// <summary>
    /// The Region the client meant: the one its host names, else that of the credential scope; on one address, an
    /// unsigned request to no particular Region is one to the global endpoint's.
    /// </summary>
    public string Region { get; private set; }

    public string PartitionName => Partition.OfRegion(Region);

    /// <summary>When the request was received, by the clock that sessions age by.</summary>
    public DateTimeOffset ReceivedAt { get; }

    /// <summary>The clock of who calls.</summary>
    public ClockSettings Clock { get; set; } = ClockSettings.Real;

    /// <summary>What time it was by the server's clock as the caller sees it.</summary>
    public DateTimeOffset ServerTime => ReceivedAt + Clock.Skew;

    /// <summary>The number of the attempt at its invocation, from 1; 1 where the client does not say.</summary>
    public int Attempt => _attempt == 0 ? _attempt = SdkClient.AttemptOf(Request) : _attempt;

    /// <summary>When a session that the call issues is to end early, or <see langword="null"/>.</summary>
    public SessionEnd? SessionEnd { get; set; }

    /// <summary>When the session that the call issued ends, as the caller is told, by the clock that sessions age by; or <see langword="null"/>.</summary>
    public DateTimeOffset? SessionExpiresAt { get; set; }

    /// <summary>Who the request says it is from.</summary>
    public CallerClaim Claim { get; private set; }

    /// <summary>The caller's account; of an unsigned request the account of the role asked for, where there is one.</summary>
    public Account? PayingAccount { get; private set; }

    /// <summary>Why the call was denied, for DecodeAuthorizationMessage, or <see langword="null"/>.</summary>
    public string? EncodedAuthorizationMessage { get; set; }

    /// <summary>The fault that struck the call, or <see langword="null"/>.</summary>
    public FiredFault? Fault { get; set; }

    /// <summary>The bucket that refused the call, or <see langword="null"/>.</summary>
    public string? ThrottledBy { get; set; }

    /// <summary>Whether <see cref="PayingAccount"/> is leased, and so has an id that was made up for it.</summary>
    public bool PayingAccountIsLeased { get; private set; }

    public void Claimed(in CallerClaim claim, Account? payingAccount, bool isLeased)
    {
        Claim = claim;
        PayingAccount = payingAccount;
        PayingAccountIsLeased = isLeased;
    }

    public void Authenticated(Caller caller, string region)
    {
        _caller = caller;
        Region = region;
    }

    public void Dispose() => Parameters.Dispose();
}
