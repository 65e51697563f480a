using StsSim.Iam.Identities;
using StsSim.Operations.Accounts;
using StsSim.Operations.Authentication;
using StsSim.Protocol;
using StsSim.Protocol.Query;

namespace StsSim.Operations.Sts;

/// <summary>One request on its way through the pipeline; each step adds what it found.</summary>
public sealed class StsCall(WireRequest request) : IDisposable
{
    private StsOperation? _operation;
    private Caller? _caller;
    private string? _region;

    public WireRequest Request { get; } = request;

    public QueryParameters Parameters { get; } = new();

    public Guid RequestId { get; } = Guid.NewGuid();

    /// <summary>Set once the operation is identified.</summary>
    public StsOperation Operation
    {
        get => _operation ?? throw new InvalidOperationException("The operation is not identified yet.");
        set => _operation = value;
    }

    /// <summary>For metrics: the operation's name, or <c>Unknown</c> before it is identified.</summary>
    public string OperationName => _operation?.Name ?? "Unknown";

    public Caller Caller => _caller ?? throw new InvalidOperationException("The caller is not authenticated yet.");

    /// <summary>The caller's account.</summary>
    public Account Account => Caller.Account;

    /// <summary>The Region of the credential scope: on one address, that is the endpoint the client meant.</summary>
    public string Region => _region ?? throw new InvalidOperationException("The caller is not authenticated yet.");

    /// <summary>The caller's ARN in the partition of the call.</summary>
    public string CallerArn => Caller.ArnIn(PartitionName);

    public string PartitionName => Partition.OfRegion(Region);

    /// <summary>The bucket that refused the call, or <see langword="null"/>.</summary>
    public string? ThrottledBy { get; set; }

    public void Authenticated(Caller caller, string region)
    {
        _caller = caller;
        _region = region;
    }

    public void Dispose() => Parameters.Dispose();
}
