using StsSim.Operations.Accounts;
using StsSim.Operations.Faults;
using StsSim.Operations.Observation;

namespace StsSim.Operations;

/// <summary>The head of an answer; its body is in the buffer the pipeline was given.</summary>
/// <param name="ThrottledBy">The bucket that refused the request, or <see langword="null"/>.</param>
public readonly record struct AwsAnswer(int Status, string ContentType, Guid RequestId, string? ThrottledBy)
{
    /// <summary>Why policies denied the request, for DecodeAuthorizationMessage, or <see langword="null"/>.</summary>
    public string? EncodedAuthorizationMessage { get; init; }

    /// <summary>The fault that struck the request, and has its say in how the answer is sent; or <see langword="null"/>.</summary>
    public FiredFault? Fault { get; init; }

    /// <summary>How far the server's clock, which <c>Date</c> tells, is ahead.</summary>
    public TimeSpan Skew { get; init; }

    /// <summary>The account the request is of, as it was when the request came in; <see langword="null"/> where it named none.</summary>
    public Account? Account { get; init; }

    /// <summary>The service called, or <see langword="null"/> where the request names no known operation.</summary>
    public string? Service { get; init; }

    /// <summary>The operation's name, or <c>Unknown</c>.</summary>
    public string Operation { get; init; } = "Unknown";

    /// <summary>The error code, or <c>OK</c>.</summary>
    public string Code { get; init; } = "OK";

    /// <summary>How long it took to answer.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>What was observed of the request so far; to be told how it was sent.</summary>
    public ObservedRequest Observed { get; init; }
}
