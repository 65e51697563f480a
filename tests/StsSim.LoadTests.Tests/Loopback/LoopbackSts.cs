using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace StsSim.LoadTests.Tests.Loopback;

/// <summary>
/// Just enough of an STS to load: it answers in the service's own words and keeps a token bucket for each region.
/// It checks no signature, and its clock is whatever it is given.
/// </summary>
internal sealed partial class LoopbackSts : ITarget
{
    public const string AccountId = "123456789012";

    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, RegionBucket> _buckets = new();
    private readonly ConcurrentQueue<SeenRequest> _requests = new();
    private int _issued;

    private LoopbackSts(WebApplication app) => _app = app;

    public Uri Endpoint { get; private set; } = null!;

    /// <summary>Refuses the credentials of every caller when set.</summary>
    public bool RefusesCredentials { get; init; }

    /// <summary>Without which its control API refuses everybody; null lets everybody in.</summary>
    public string? AdminToken { get; set; }

    /// <summary>Given the ordinal of a token request, says which error to answer instead; null issues.</summary>
    public Func<int, string?>? ErrorFor { get; set; }

    /// <summary>Given the ordinal of a token request, holds its answer back until the task ends.</summary>
    public Func<int, Task>? HoldBack { get; set; }

    /// <summary>When the sessions that are issued end.</summary>
    public DateTimeOffset Expiration { get; set; } = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Given the access key that asks who it is, says which error to answer instead; null answers.</summary>
    public Func<string, string?>? RefusalFor { get; set; }

    public JsonObject Quotas { get; private set; } =
        new() { ["default"] = new JsonObject { ["requestsPerSecond"] = 1000d, ["burst"] = 1000d } };

    public ConcurrentQueue<JsonObject> QuotaChanges { get; } = new();

    public IReadOnlyCollection<SeenRequest> TokenRequests => _requests;

    public static async Task<LoopbackSts> StartAsync(bool withControlApi = true, bool refusesCredentials = false)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Logging.ClearProviders();
        WebApplication app = builder.Build();
        var target = new LoopbackSts(app) { RefusesCredentials = refusesCredentials };
        app.Run(context => context.Request.Path.StartsWithSegments("/_stssim")
            ? target.AnswerControlAsync(context, withControlApi)
            : target.AnswerStsAsync(context));
        await app.StartAsync();
        target.Endpoint = new Uri(app.Urls.First());
        return target;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerControlAsync(HttpContext context, bool available)
    {
        if (AdminToken is not null && context.Request.Headers.Authorization != $"Bearer {AdminToken}")
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        if (!available || context.Request.Path != $"/_stssim/accounts/{AccountId}/quotas")
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (HttpMethods.IsPut(context.Request.Method))
        {
            var change = (JsonObject)(await JsonNode.ParseAsync(context.Request.Body))!;
            Quotas = change;
            QuotaChanges.Enqueue(change);
            foreach (RegionBucket bucket in _buckets.Values)
            {
                bucket.Change(RequestsPerSecond, Burst);
            }
        }

        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(Quotas.ToJsonString());
    }

    private async Task AnswerStsAsync(HttpContext context)
    {
        IFormCollection form = await context.Request.ReadFormAsync();
        if (RefusesCredentials)
        {
            await AnswerErrorAsync(context, 403, "InvalidClientTokenId", "The security token included in the request is invalid.");
            return;
        }

        switch (form["Action"].ToString())
        {
            case "GetCallerIdentity" when RefusalFor?.Invoke(KeyOf(context.Request.Headers.Authorization.ToString())) is { } refusal:
                await AnswerErrorAsync(context, 403, refusal, "Refused as the test asked.");
                break;
            case "GetCallerIdentity":
                await AnswerAsync(context, "GetCallerIdentity", $"<Arn>arn:aws:iam::{AccountId}:user/loadtest</Arn><UserId>AIDAEXAMPLE</UserId><Account>{AccountId}</Account>");
                break;
            case "GetFederationToken":
                await AnswerTokenAsync(context, "GetFederationToken", form["Name"].ToString());
                break;
            case "AssumeRole":
                await AnswerTokenAsync(context, "AssumeRole", form["RoleSessionName"].ToString());
                break;
            default:
                await AnswerErrorAsync(context, 400, "InvalidAction", "Could not find operation.");
                break;
        }
    }

    private async Task AnswerTokenAsync(HttpContext context, string action, string name)
    {
        string region = RegionOf(context.Request.Headers.Authorization.ToString());
        _requests.Enqueue(new SeenRequest(
            context.Request.Headers["amz-sdk-invocation-id"].ToString(),
            context.Request.Headers["amz-sdk-request"].ToString(),
            region,
            name));
        int ordinal = Interlocked.Increment(ref _issued);
        await (HoldBack?.Invoke(ordinal) ?? Task.CompletedTask);
        string? error = ErrorFor?.Invoke(ordinal);
        RegionBucket bucket = _buckets.GetOrAdd(region, _ => new RegionBucket(RequestsPerSecond, Burst, TimeProvider.System));
        if (error is not null)
        {
            int status = error == "InternalFailure" ? 500 : 400;
            await AnswerErrorAsync(context, status, error, "Refused as the test asked.");
        }
        else if (bucket.TryTake())
        {
            string expiration = Expiration.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
            string key = string.Create(CultureInfo.InvariantCulture, $"ASIA{ordinal:D16}");
            await AnswerAsync(context, action, $"<Credentials><AccessKeyId>{key}</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Expiration>{expiration}</Expiration></Credentials><FederatedUser><Arn>arn:aws:sts::{AccountId}:federated-user/{name}</Arn><FederatedUserId>{AccountId}:{name}</FederatedUserId></FederatedUser>");
        }
        else
        {
            await AnswerErrorAsync(context, 400, "Throttling", "Rate exceeded");
        }
    }

    private double RequestsPerSecond => (double)Quotas["default"]!["requestsPerSecond"]!;

    private double Burst => (double)Quotas["default"]!["burst"]!;

    private static string KeyOf(string authorization) => CredentialScope().Match(authorization).Groups["key"].Value;

    private static string RegionOf(string authorization) => CredentialScope().Match(authorization).Groups["region"].Value;

    private static Task AnswerAsync(HttpContext context, string action, string result)
    {
        context.Response.ContentType = "text/xml";
        return context.Response.WriteAsync($"<{action}Response xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><{action}Result>{result}</{action}Result><ResponseMetadata><RequestId>00000000-0000-0000-0000-000000000000</RequestId></ResponseMetadata></{action}Response>");
    }

    private static Task AnswerErrorAsync(HttpContext context, int status, string code, string message)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/xml";
        return context.Response.WriteAsync($"<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error><RequestId>00000000-0000-0000-0000-000000000000</RequestId></ErrorResponse>");
    }

    [GeneratedRegex(@"Credential=(?<key>[^/]+)/\d{8}/(?<region>[^/]+)/")]
    private static partial Regex CredentialScope();
}

internal sealed record SeenRequest(string InvocationId, string AttemptHeader, string Region, string FederatedUser);
