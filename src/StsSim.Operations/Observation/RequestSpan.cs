using System.Diagnostics;
using StsSim.Protocol;

namespace StsSim.Operations.Observation;

/// <summary>
/// The span of an AWS request, below that of the HTTP request that carried it. Where nobody traces there is none, and
/// asking for it costs a look. It says who was asked for what and how that ended, never with which credentials.
/// </summary>
public static class RequestSpan
{
    private static readonly ActivitySource Source = new(StsInstruments.ActivitySourceName);

    /// <summary>Begins a span, or returns <see langword="null"/>; its name is known with the answer.</summary>
    // Not of the kind of a server: the one above is, and counts the request already.
    public static Activity? Start() => Source.StartActivity(RequestAttributes.AwsApi);

    /// <summary>Says what the request was and what the answer is.</summary>
    public static void Describe(Activity? span, WireRequest request, in AwsAnswer answer)
    {
        if (span is not { IsAllDataRequested: true })
        {
            return;
        }

        string? service = RequestAttributes.ServiceOf(answer.Service);
        if (service is not null)
        {
            span.DisplayName = $"{service}/{answer.Operation}";
            span.SetTag(RequestAttributes.Service, service);
        }

        int attempt = SdkClient.AttemptOf(request);
        span.SetTag(RequestAttributes.System, RequestAttributes.AwsApi)
            .SetTag(RequestAttributes.Method, RequestAttributes.MethodOf(answer.Operation))
            .SetTag(RequestAttributes.RequestId, answer.RequestId.ToString("D"))
            .SetTag(RequestAttributes.Attempt, RequestAttributes.AttemptOf(attempt > 1))
            .SetTag(RequestAttributes.AttemptNumber, attempt)
            .SetTag(RequestAttributes.ThrottledBy, answer.ThrottledBy)
            .SetTag(RequestAttributes.FaultRule, answer.Fault?.Rule.Id)
            .SetTag(RequestAttributes.FaultEffect, answer.Fault?.Effect.Type);
        if (answer.Code != "OK")
        {
            span.SetTag(RequestAttributes.ErrorType, answer.Code);
        }

        // A refusal is what the client asked for; only what the server could not do is an error of its own.
        if (answer.Status >= 500)
        {
            span.SetStatus(ActivityStatusCode.Error);
        }
    }
}
