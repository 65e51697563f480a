using System.Collections.ObjectModel;
using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;
using StsSim.Gateway.Control.Dashboard;
using StsSim.Gateway.Limits;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Misbehaviours;
using StsSim.Operations;
using StsSim.Operations.Experiments;
using StsSim.Operations.Observation;
using StsSim.Operations.Sts;
using StsSim.Protocol;
using StsSim.Protocol.Errors;

namespace StsSim.Gateway;

/// <summary>The AWS endpoint: everything sent to <c>/</c>.</summary>
public sealed partial class AwsEndpoint(
    RequestPipeline pipeline,
    ExperimentRecorder experiments,
    ConnectionLimit connections,
    LoadShedder shedder,
    MemoryUnderWay memory,
    StsInstruments instruments,
    GatewayOptions options,
    [FromKeyedServices(SimulatedTime.Key)] TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILogger<AwsEndpoint> logger)
{
    private static readonly AwsError MethodNotAllowed =
        new(405, "MethodNotAllowed", "The specified method is not allowed against this resource.");

    // Without any, the metrics of ASP.NET Core look for one in the items of each request, and make these for it.
    private static readonly Endpoint Endpoint = new(requestDelegate: null, EndpointMetadataCollection.Empty, "AWS");

    // They look for items of every other request as well, and these would be made for it. There are none, and nobody can add any.
    private static readonly ItemsFeature NoItems = new() { Items = ReadOnlyDictionary<object, object?>.Empty };

    private readonly ReusePool<HttpExchange> _exchanges = new(() => new HttpExchange());

    public async Task HandleAsync(HttpContext context)
    {
        context.SetEndpoint(Endpoint);
        context.Features.Set<IItemsFeature>(NoItems);
        using RequestUnderWay underWay = RequestUnderWay.Begin(context);
        try
        {
            await AnswerAsync(context);
        }
        catch (Exception e) when (e is OperationCanceledException or ConnectionResetException && context.RequestAborted.IsCancellationRequested)
        {
            // The client went away; there is nobody to answer.
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        HttpRequest http = context.Request;
        if (IsBareGet(http))
        {
            // The real service sends browsers to the IAM product page; here the front door is our own, where it is open.
            context.Response.Redirect(options.HasControlListener ? "https://aws.amazon.com/iam" : DashboardRoutes.Route);
            return;
        }

        using Activity? span = RequestSpan.Start();
        ExperimentPhase? worldPhase = experiments.WorldPhase;
        (AwsError? refusal, RequestBody received) = await ReceiveAsync(context);
        HttpExchange exchange = _exchanges.Rent();
        PooledBuffer body = exchange.Answer;
        AwsAnswer answer;
        bool failed;
        try
        {
            exchange.Request.Begin(http, received.Bytes);
            (answer, failed) = refusal is null ? await RunAsync(exchange.Request, body) : (pipeline.Refuse(exchange.Request, refusal, body), false);
            RequestSpan.Describe(span, exchange.Request, answer);
        }
        finally
        {
            received.Release();
        }

        long sendingSince = time.GetTimestamp();
        long? cutAt = null;
        bool isSent = false;
        try
        {
            cutAt = await SendAsync(context, answer, body);
            isSent = cutAt is null && !IsGone(context);
        }
        finally
        {
            // A fault may have sent it slowly. What is cut off is over for its client at once, and not when the connection is.
            TimeSpan sending = time.GetElapsedTime(sendingSince, cutAt ?? time.GetTimestamp());
            Count(context, answer, worldPhase, answer.Duration + sending, isSent);
        }

        // Neither what failed nor whose client went away: nobody knows who still looks at it.
        if (!failed)
        {
            _exchanges.Return(exchange);
        }
    }

    // What there is no room for is refused before anything is done for it.
    private async ValueTask<(AwsError? Refusal, RequestBody Body)> ReceiveAsync(HttpContext context)
    {
        if (connections.IsExcess(context))
        {
            context.Response.Headers.Connection = "close";
            return (Shed(context, ShedReason.Connections), default);
        }

        if (shedder.Sheds(context))
        {
            return (Shed(context, ShedReason.Overload), default);
        }

        (AwsError? refusal, RequestBody body) = await RequestBody.ReadAsync(context.Request, options.Limits.BodyBytes, memory);
        return refusal == StsErrors.ServiceUnavailable ? (Shed(context, ShedReason.Memory), body) : (refusal ?? CheckHead(context.Request), body);
    }

    private AwsError Shed(HttpContext context, ShedReason reason)
    {
        instruments.RequestShed(reason);
        if (options.AnnotateAnswers)
        {
            context.Response.Headers["x-stssim-shed-by"] = StsInstruments.NameOf(reason);
        }

        return StsErrors.ServiceUnavailable;
    }

    /// <summary>Sends an answer, as the fault that met the request would have it. Returns when a fault cut it off, or <see langword="null"/>.</summary>
    private async ValueTask<long?> SendAsync(HttpContext context, AwsAnswer answer, PooledBuffer body)
    {
        WriteHead(context.Response, answer);
        if (answer.Fault is not { } fault)
        {
            context.Response.ContentLength = body.WrittenCount;
            await context.Response.BodyWriter.WriteAsync(body.WrittenMemory);
            return null;
        }

        using var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            var wire = new HttpAnswerWire(context, time, gone.Token);
            await fault.Effect.SendAsync(wire, body.WrittenMemory, fault);
            return wire.CutAt;
        }
        finally
        {
            fault.End();
        }
    }

    private void Count(HttpContext context, in AwsAnswer answer, ExperimentPhase? worldPhase, TimeSpan duration, bool isSent)
    {
        ExperimentPhase? accountPhase = answer.Account?.Misbehaviour.Phase;
        var served = new ServedRequest(
            answer.Account,
            answer.Operation,
            answer.Code,
            answer.Status,
            answer.Observed.Attempt,
            answer.Fault?.Rule.Id,
            answer.ThrottledBy,
            duration,
            isSent);
        if (worldPhase is not null || accountPhase is not null)
        {
            experiments.Record(worldPhase, served);
        }

        (int retryAfterMs, bool isAws) = answer.Fault is null ? (0, false) : RetryAfterOf(context.Response.Headers);
        answer.Observed.End(accountPhase ?? worldPhase, served.Outcome, duration, retryAfterMs, isAws);
    }

    // Whoever asks for RequestAborted has it made for the request; the connection has its own anyway, and under HTTP/1.1 it is the same.
    private static bool IsGone(HttpContext context) =>
        HttpProtocol.IsHttp11(context.Request.Protocol) && context.Features.Get<IConnectionLifetimeFeature>() is { } connection
            ? connection.ConnectionClosed.IsCancellationRequested
            : context.RequestAborted.IsCancellationRequested;

    private static (int Ms, bool IsAws) RetryAfterOf(IHeaderDictionary headers)
    {
        if (headers.TryGetValue("x-amz-retry-after", out StringValues aws) && int.TryParse(aws, NumberStyles.None, CultureInfo.InvariantCulture, out int ms))
        {
            return (ms, IsAws: true);
        }

        bool named = int.TryParse(headers.RetryAfter, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds) && seconds <= int.MaxValue / 1000;
        return (named ? seconds * 1000 : 0, IsAws: false);
    }

    // Where exceptions end: what an operation refuses is a value, so here it is the cluster or a bug of ours.
    private async ValueTask<(AwsAnswer Answer, bool Failed)> RunAsync(HttpWireRequest request, PooledBuffer body)
    {
        try
        {
            return (await pipeline.HandleAsync(request, body), false);
        }
        catch (Exception e) when (e is TimeoutException or OrleansException)
        {
            ClusterFailed(e);
            return (pipeline.Refuse(request, StsErrors.ServiceUnavailable, body), true);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            RequestFailed(e);
            return (pipeline.Refuse(request, StsErrors.InternalFailure, body), true);
        }
    }

    private AwsError? CheckHead(HttpRequest http)
    {
        if (!HttpMethods.IsPost(http.Method) && !HttpMethods.IsGet(http.Method))
        {
            return MethodNotAllowed;
        }

        return RequestHead.LengthOf(http) > options.Limits.HeadBytes ? StsErrors.RequestHeadersTooLarge : null;
    }

    private void WriteHead(HttpResponse response, AwsAnswer answer)
    {
        response.StatusCode = answer.Status;
        response.ContentType = answer.ContentType;
        response.Headers["x-amzn-RequestId"] = answer.RequestId.ToString("D", CultureInfo.InvariantCulture);
        if (answer.ThrottledBy is not null && options.AnnotateAnswers)
        {
            response.Headers["x-stssim-throttled-by"] = answer.ThrottledBy;
        }

        if (answer.EncodedAuthorizationMessage is not null && options.AnnotateAnswers)
        {
            response.Headers["x-stssim-encoded-authorization-message"] = answer.EncodedAuthorizationMessage;
        }

        if (answer.Fault is not null && options.AnnotateAnswers)
        {
            response.Headers["x-stssim-fault"] = answer.Fault.Rule.Id;
        }

        if (answer.Skew != TimeSpan.Zero)
        {
            response.Headers.Date = (time.GetUtcNow() + answer.Skew).ToString("R", CultureInfo.InvariantCulture);
        }
    }

    private static bool IsBareGet(HttpRequest http) =>
        HttpMethods.IsGet(http.Method) && !http.QueryString.HasValue && !http.Headers.ContainsKey("Authorization");

    [LoggerMessage(Level = LogLevel.Error, Message = "The cluster did not serve a request")]
    private partial void ClusterFailed(Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "A request failed unexpectedly")]
    private partial void RequestFailed(Exception exception);
}
