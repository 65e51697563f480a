using StsSim.Iam.Evaluation;
using StsSim.Iam.Identities;
using StsSim.Operations.Accounts;
using StsSim.Operations.Authentication;
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

    public AwsCall(WireRequest request, DateTimeOffset receivedAt)
    {
        Request = request;
        ReceivedAt = receivedAt;
        Endpoint = request.TryGetHeader("Host", out string host) ? StsEndpointName.Parse(host) : default;
        Region = Endpoint.Region ?? "us-east-1";
    }

    public WireRequest Request { get; }

    public QueryParameters Parameters { get; } = new();

    public Guid RequestId { get; } = Guid.NewGuid();

    /// <summary>Set once the operation is identified.</summary>
    public AwsOperation Operation
    {
        get => _operation ?? throw new InvalidOperationException("The operation is not identified yet.");
        set => _operation = value;
    }

    /// <summary>For metrics: the operation's name, or <c>Unknown</c> before it is identified.</summary>
    public string OperationName => _operation?.Name ?? "Unknown";

    /// <summary>The service called, or <see langword="null"/> before the operation is identified.</summary>
    public string? Service => _operation?.Service;

    public Caller Caller => _caller ?? throw new InvalidOperationException("The caller is not authenticated.");

    /// <summary>The caller, or <see langword="null"/> in an operation that takes unsigned requests.</summary>
    public Caller? FindCaller() => _caller;

    /// <summary>The caller's account.</summary>
    public Account Account => Caller.Account;

    /// <summary>
    /// The account the call is of, even where it is refused: that of the key or session it names, or of the role that an
    /// unsigned one asks for; <see langword="null"/> where it names none.
    /// </summary>
    public Account? AccountNamed { get; set; }

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

    /// <summary>The server's clock when the request was received.</summary>
    public DateTimeOffset ReceivedAt { get; }

    /// <summary>Why the call was denied, for DecodeAuthorizationMessage, or <see langword="null"/>.</summary>
    public string? EncodedAuthorizationMessage { get; set; }

    /// <summary>The bucket that refused the call, or <see langword="null"/>.</summary>
    public string? ThrottledBy { get; set; }

    public void Authenticated(Caller caller, string region)
    {
        _caller = caller;
        Region = region;
    }

    public void Dispose() => Parameters.Dispose();
}
