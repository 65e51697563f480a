using System.Globalization;
using Amazon.Runtime;
using StsSim.LoadTests.Clients.DotNet;

namespace StsSim.LoadTests.Clients;

internal enum InvocationEnd
{
    Ok,

    /// <summary>The last word was a throttling refusal.</summary>
    GivenUp,

    /// <summary>Refused by the client itself before anything went out, as the adaptive mode does when its own rate is spent.</summary>
    HeldBack,

    /// <summary>Ended in any other error.</summary>
    Failed,

    /// <summary>Still under way when the run was closed.</summary>
    Unfinished,
}

/// <summary>How one logical call ended, and what it took.</summary>
internal sealed record InvocationOutcome(
    InvocationEnd End, int Attempts, int Sends, int Throttles, string? AccessKeyId = null, string? ErrorCode = null)
{
    /// <summary>The code of calls that a client does not know how to make.</summary>
    public const string UnsupportedOperation = nameof(UnsupportedOperation);

    /// <summary>Of a call that the client does not know how to make.</summary>
    public static InvocationOutcome Unsupported { get; } = new(InvocationEnd.Failed, 0, 0, 0, ErrorCode: UnsupportedOperation);

    /// <summary>Logical calls that the attempts belong to: one, unless there are several steps, or a provider had no need to call.</summary>
    public int Calls { get; init; } = 1;

    public static InvocationOutcome Succeeded(InvocationTrace trace, string? accessKeyId) =>
        new(InvocationEnd.Ok, trace.Attempts, trace.Sends, trace.Throttles, accessKeyId) { Calls = trace.Calls };

    public static InvocationOutcome Unfinished(InvocationTrace trace) =>
        new(InvocationEnd.Unfinished, trace.Attempts, trace.Sends, trace.Throttles);

    public static InvocationOutcome Refused(InvocationTrace trace, Exception exception)
    {
        string code = CodeOf(exception);

        // Adaptive clients end a throttled call with an exception of their own that carries no code.
        bool throttled = ThrottlingCodes.Contains(code)
            || (trace.LastAnswerWasThrottling && exception is AmazonClientException);
        InvocationEnd end = throttled ? InvocationEnd.GivenUp
            : trace.Sends == 0 && exception is AmazonClientException ? InvocationEnd.HeldBack
            : InvocationEnd.Failed;
        return new(end, trace.Attempts, trace.Sends, trace.Throttles, ErrorCode: code);
    }

    /// <summary>This outcome as the end of a call that had been tried before.</summary>
    public InvocationOutcome After(InvocationOutcome? earlier) => earlier is null ? this : this with
    {
        Attempts = earlier.Attempts + Attempts,
        Sends = earlier.Sends + Sends,
        Throttles = earlier.Throttles + Throttles,
    };

    /// <summary>This outcome as the end of an invocation that had made other calls before.</summary>
    public InvocationOutcome AfterStep(InvocationOutcome? earlier) =>
        earlier is null ? this : After(earlier) with { Calls = earlier.Calls + Calls };

    private static string CodeOf(Exception exception) => exception switch
    {
        AmazonServiceException { ErrorCode: { Length: > 0 } code } => code,
        AmazonServiceException refusal => string.Create(CultureInfo.InvariantCulture, $"HTTP {(int)refusal.StatusCode}"),
        HttpRequestException http => http.HttpRequestError.ToString(),
        _ => exception.GetType().Name,
    };
}
