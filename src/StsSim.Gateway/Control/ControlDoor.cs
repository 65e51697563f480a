using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Logging;
using StsSim.Gateway.Limits;

namespace StsSim.Gateway.Control;

/// <summary>
/// Everything beside the AWS endpoint comes through here: what a listener does not serve is not found, what is guarded is
/// guarded whatever way its path was written, and what fails is a problem.
/// </summary>
internal sealed partial class ControlDoor(GatewayOptions options, ControlAccess access, ConnectionLimit connections, ILogger<ControlDoor> logger)
{
    private const string Prefix = "/_stssim";

    /// <summary>After routing, which ignores the case of a path and decodes it: what counts is the route and not how it was asked for.</summary>
    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        using RequestUnderWay underWay = RequestUnderWay.Begin(context);
        if (connections.IsExcess(context))
        {
            context.Response.Headers.Connection = "close";
        }

        Endpoint? route = context.GetEndpoint();
        RouteAccess? open = route?.Metadata.GetMetadata<RouteAccess>();
        if (!IsServedHere(context, open))
        {
            await AnswerUnknownPathAsync(context);
            return;
        }

        bool isGuarded = open?.IsGuarded ?? (route is not null || IsControlPath(context));
        if (isGuarded && access.Refusal(context.Request, takesPassword: open is not null) is { } refusal)
        {
            if (open is not null && refusal.Status != StatusCodes.Status429TooManyRequests)
            {
                context.Response.Headers.WWWAuthenticate = ControlAccess.PasswordChallenge;
            }

            await refusal.WriteAsync(context.Response);
            return;
        }

        if (route is null)
        {
            await AnswerUnknownPathAsync(context);
            return;
        }

        LimitBody(context, route);
        await RunAsync(context, next);
    }

    private async Task RunAsync(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
            if (context.Response is { StatusCode: StatusCodes.Status405MethodNotAllowed, HasStarted: false })
            {
                await Problem.MethodNotAllowed(context.Request.Method, $"{context.Response.Headers.Allow}").WriteAsync(context.Response);
            }
        }
        catch (Exception e) when (context.RequestAborted.IsCancellationRequested && e is OperationCanceledException or IOException and not BadHttpRequestException)
        {
            // The client went away; there is nobody to answer.
        }
        catch (Exception e) when (!context.Response.HasStarted)
        {
            await ProblemOf(e).WriteAsync(context.Response);
        }
    }

    private Problem ProblemOf(Exception exception)
    {
        switch (exception)
        {
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } e:
                return Problem.TooLarge(e.Message);
            case BadHttpRequestException e:
                return Problem.Unreadable(e.StatusCode, e.Message);
            case TimeoutException or OrleansException:
                ClusterFailed(exception);
                return Problem.Unavailable;
            default:
                RequestFailed(exception);
                return Problem.Failure;
        }
    }

    private void LimitBody(HttpContext context, Endpoint route) => context.Request.Body = new BoundedBody(
        context.Request.Body, route.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize ?? options.Limits.BodyBytes);

    private bool IsServedHere(HttpContext context, RouteAccess? open) =>
        !options.HasControlListener || (IsOnControlListener(context) ? open?.OnControlListener ?? true : open?.OnAwsListener ?? false);

    private Task AnswerUnknownPathAsync(HttpContext context)
    {
        bool ofControl = options.HasControlListener ? IsOnControlListener(context) : IsControlPath(context);
        if (ofControl)
        {
            return Problem.NotFound($"The control API has no route '{context.Request.Path}'; GET {Prefix} lists them.").WriteAsync(context.Response);
        }

        // What AWS's Query front ends say of a path they do not route (recorded on SES).
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        context.Response.ContentType = "text/xml";
        return context.Response.WriteAsync("<UnknownOperationException/>\n");
    }

    public static bool IsOnControlListener(HttpContext context) => context.Features.Get<ControlConnection>() is not null;

    private static bool IsControlPath(HttpContext context) => context.Request.Path.StartsWithSegments(Prefix, StringComparison.OrdinalIgnoreCase);

    [LoggerMessage(Level = LogLevel.Error, Message = "The cluster did not serve a control request")]
    private partial void ClusterFailed(Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "A control request failed unexpectedly")]
    private partial void RequestFailed(Exception exception);
}
