using StsSim.Grains.Abstractions.Observatory;
using StsSim.Operations.Accounts;

namespace StsSim.Operations.Experiments;

/// <summary>One request to the AWS endpoint once it is over.</summary>
/// <param name="Account">The account it is of, as it was when the request came in; <see langword="null"/> where it named none.</param>
/// <param name="Operation">The operation's name, or <c>Unknown</c>.</param>
/// <param name="Code">The error code, or <c>OK</c>.</param>
/// <param name="Attempt">Which attempt of its invocation it is, from 1.</param>
/// <param name="FaultId">The fault rule that met it, or <see langword="null"/>.</param>
/// <param name="ThrottledBy">The bucket that refused it, or <see langword="null"/>.</param>
/// <param name="Duration">How long it took to answer, sending included.</param>
/// <param name="Delivered">Whether the connection was still there when the answer had been written.</param>
public readonly record struct ServedRequest(
    Account? Account, string Operation, string Code, int Status, int Attempt, string? FaultId, string? ThrottledBy, TimeSpan Duration, bool Delivered)
{
    /// <summary>Whether it was told to slow down, by a quota or by a fault: by what SDKs take for that.</summary>
    public bool IsThrottled => ThrottledBy is not null || Status == 429 || Code is
        "Throttling" or "ThrottlingException" or "ThrottledException" or "RequestThrottled" or "RequestThrottledException" or "RequestLimitExceeded"
        or "TooManyRequestsException" or "ProvisionedThroughputExceededException" or "TransactionInProgressException" or "BandwidthLimitExceeded"
        or "LimitExceededException" or "PriorRequestNotComplete" or "EC2ThrottledException" or "SlowDown";

    /// <summary>What became of it.</summary>
    public AttemptOutcome Outcome => this switch
    {
        { Delivered: false } => AttemptOutcome.Abandoned,
        { IsThrottled: true } => AttemptOutcome.Throttled,
        { Status: < 400 } => AttemptOutcome.Ok,
        { Status: < 500 } => AttemptOutcome.ClientError,
        _ => AttemptOutcome.ServerError,
    };
}
