using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace StsSim.LoadTests.DotNetV3Driver;

/// <summary>Makes the calls that the generator asks for, by one client of version 3 of the SDK.</summary>
internal sealed class StsDriver : IDisposable
{
    private const string UnsupportedOperation = nameof(UnsupportedOperation);
    private const string GetCallerIdentity = nameof(GetCallerIdentity);

    private static readonly Dictionary<string, Func<AmazonSecurityTokenServiceClient, JsonElement, Task<Credentials?>>> Operations = new(StringComparer.Ordinal)
    {
        ["AssumeRole"] = async (client, parameters) =>
        {
            var request = new AssumeRoleRequest
            {
                RoleArn = Text(parameters, "RoleArn"),
                RoleSessionName = Text(parameters, "RoleSessionName"),
                Policy = Text(parameters, "Policy"),
            };
            IfTold(parameters, seconds => request.DurationSeconds = seconds);
            return (await client.AssumeRoleAsync(request).ConfigureAwait(false)).Credentials;
        },
        ["AssumeRoleWithWebIdentity"] = async (client, parameters) =>
        {
            var request = new AssumeRoleWithWebIdentityRequest
            {
                RoleArn = Text(parameters, "RoleArn"),
                RoleSessionName = Text(parameters, "RoleSessionName"),
                WebIdentityToken = Text(parameters, "WebIdentityToken"),
                Policy = Text(parameters, "Policy"),
            };
            IfTold(parameters, seconds => request.DurationSeconds = seconds);
            return (await client.AssumeRoleWithWebIdentityAsync(request).ConfigureAwait(false)).Credentials;
        },
        [GetCallerIdentity] = async (client, _) =>
        {
            await client.GetCallerIdentityAsync(new GetCallerIdentityRequest()).ConfigureAwait(false);
            return null;
        },
        ["GetFederationToken"] = async (client, parameters) =>
        {
            var request = new GetFederationTokenRequest { Name = Text(parameters, "Name"), Policy = Text(parameters, "Policy") };
            IfTold(parameters, seconds => request.DurationSeconds = seconds);
            return (await client.GetFederationTokenAsync(request).ConfigureAwait(false)).Credentials;
        },
        ["GetSessionToken"] = async (client, parameters) =>
        {
            var request = new GetSessionTokenRequest();
            IfTold(parameters, seconds => request.DurationSeconds = seconds);
            return (await client.GetSessionTokenAsync(request).ConfigureAwait(false)).Credentials;
        },
    };

    private readonly AnswerLines _lines;
    private readonly AmazonSecurityTokenServiceConfig _config;
    private readonly CallingCredentials _credentials;
    private readonly AmazonSecurityTokenServiceClient _client;
    private readonly HttpClient _presigned;
    private readonly Dictionary<string, PodSession> _pods = new(StringComparer.Ordinal);

    private StsDriver(JsonElement settings, AnswerLines lines)
    {
        _lines = lines;
        var endpoint = new Uri(settings.GetProperty("endpoint").GetString()!);
        TimeSpan? timeout = settings.TryGetProperty("timeoutMs", out JsonElement limit) ? TimeSpan.FromMilliseconds(limit.GetDouble()) : null;
        var http = new ObservedHttpClientFactory(endpoint, timeout);
        _presigned = http.Create();
        _config = new AmazonSecurityTokenServiceConfig
        {
            ServiceURL = endpoint.ToString(),
            AuthenticationRegion = settings.GetProperty("region").GetString(),
            HttpClientFactory = http,
        };
        string mode = settings.GetProperty("retryMode").GetString()!;
        if (mode == "none")
        {
            _config.MaxErrorRetry = 0;
        }
        else
        {
            _config.RetryMode = mode switch
            {
                "legacy" => RequestRetryMode.Legacy,
                "standard" => RequestRetryMode.Standard,
                "adaptive" => RequestRetryMode.Adaptive,
                _ => throw new NotSupportedException($"the AWS SDK for .NET has no retry mode {mode}"),
            };
        }

        _credentials = new CallingCredentials(CredentialsIn(settings.GetProperty("credentials")));
        _client = new AmazonSecurityTokenServiceClient(_credentials, _config);

        // This version knows no setting for it.
        string application = settings.GetProperty("applicationId").GetString()!;
        _client.BeforeRequestEvent += (_, request) =>
        {
            if (request is WebServiceRequestEventArgs { Headers: { } headers } && headers.TryGetValue("User-Agent", out string? agent))
            {
                headers["User-Agent"] = $"{agent} app/{application}";
            }
        };
    }

    // The assembly version stays at 3.3.0.0.
    private static string SdkVersion { get; } = typeof(AmazonSecurityTokenServiceClient).Assembly
        .GetCustomAttribute<AssemblyFileVersionAttribute>()?.Version ?? "of unknown version";

    /// <summary>Reads the generator's first line and tells it that calls can come.</summary>
    public static StsDriver Start(string line, AnswerLines lines)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement settings = document.RootElement.GetProperty("start");
        int protocol = settings.GetProperty("protocol").GetInt32();
        if (protocol != 1)
        {
            throw new NotSupportedException($"this driver speaks protocol 1, not {protocol}");
        }

        var driver = new StsDriver(settings, lines);
        lines.Ready($"AWSSDK.SecurityToken {SdkVersion}", Operations.Keys.Order(StringComparer.Ordinal));
        return driver;
    }

    public async Task AnswerAsync(string line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement request = document.RootElement;
        var trace = new CallTrace(request.GetProperty("id").GetInt64(), _lines);
        CallTrace.Current = trace;
        CallingCredentials.Current = request.TryGetProperty("credentials", out JsonElement credentials) ? CredentialsIn(credentials) : null;
        PodSession? session = request.TryGetProperty("pod", out JsonElement pod) ? SessionOf(pod) : null;

        // Reading the next line must not wait for signing and sending this one.
        await Task.Yield();
        try
        {
            Credentials? issued = session is null ? await CallAsync(request).ConfigureAwait(false) : await AskAsync(session).ConfigureAwait(false);
            _lines.Answer(trace, "ok", code: null, issued);
        }
        catch (Exception failure)
        {
            bool isTheClientsOwn = failure is AmazonClientException;
            bool heldBack = isTheClientsOwn && trace.Attempts == 0;
            _lines.Answer(trace, heldBack ? "heldBack" : "error", isTheClientsOwn && trace.LastThrottling is { } last ? last : CodeOf(failure), issued: null);
        }
    }

    /// <summary>Asks for a pod's session, as signing would: it is renewed where the SDK sees fit, and nothing is sent where not.</summary>
    private static async Task<Credentials?> AskAsync(PodSession session)
    {
        await session.GetCredentialsAsync().ConfigureAwait(false);
        return null;
    }

    public void Dispose()
    {
        foreach (PodSession pod in _pods.Values)
        {
            pod.Dispose();
        }

        _presigned.Dispose();
        _client.Dispose();
    }

    private async Task<Credentials?> CallAsync(JsonElement request)
    {
        string operation = request.GetProperty("operation").GetString()!;
        if (request.TryGetProperty("presignedForCluster", out JsonElement cluster))
        {
            await GetPresignedAsync(operation, cluster.GetString()!).ConfigureAwait(false);
            return null;
        }

        return Operations.TryGetValue(operation, out Func<AmazonSecurityTokenServiceClient, JsonElement, Task<Credentials?>>? call)
            ? await call(_client, request.TryGetProperty("parameters", out JsonElement parameters) ? parameters : default).ConfigureAwait(false)
            : throw new RefusalException(UnsupportedOperation);
    }

    private async Task GetPresignedAsync(string operation, string cluster)
    {
        if (operation != GetCallerIdentity)
        {
            throw new RefusalException(UnsupportedOperation);
        }

        const string ClusterHeader = "x-k8s-aws-id";
        ImmutableCredentials key = await _credentials.GetCredentialsAsync().ConfigureAwait(false);
        var unsigned = new DefaultRequest(new GetCallerIdentityRequest(), "sts")
        {
            HttpMethod = "GET",
            Endpoint = new Uri(_config.ServiceURL),
            ResourcePath = "/",
            UseQueryString = true,
        };
        unsigned.Headers[ClusterHeader] = cluster;
        unsigned.Parameters["Action"] = operation;
        unsigned.Parameters["Version"] = "2011-06-15";
        unsigned.Parameters["X-Amz-Expires"] = "60";
        if (key.UseToken)
        {
            unsigned.Parameters["X-Amz-Security-Token"] = key.Token;
        }

        AWS4SigningResult signed = AWS4PreSignedUrlSigner.SignRequest(
            unsigned, _config, metrics: null, key.AccessKey, key.SecretKey, "sts", _config.AuthenticationRegion);
        string query = string.Join('&', unsigned.Parameters.Select(parameter => $"{parameter.Key}={Uri.EscapeDataString(parameter.Value)}"));
        using var presigned = new HttpRequestMessage(HttpMethod.Get, new Uri(unsigned.Endpoint, $"/?{query}&{signed.ForQueryParameters}"));
        presigned.Headers.Add(ClusterHeader, cluster);
        using HttpResponseMessage response = await _presigned.SendAsync(presigned).ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
        {
            string body = await response.Content.ReadAsStringAsync().ConfigureAwait(false);
            throw new RefusalException(AttemptObserver.CodeIn(body) ?? string.Create(CultureInfo.InvariantCulture, $"HTTP {(int)response.StatusCode}"));
        }
    }

    // Lines are read one after the other, so nothing else asks at the same time. Calls of an earlier generation end with its session in hand.
    private PodSession SessionOf(JsonElement pod)
    {
        string name = pod.GetProperty("name").GetString()!;
        int generation = pod.GetProperty("generation").GetInt32();
        if (!_pods.TryGetValue(name, out PodSession? session) || session.Generation < generation)
        {
            var request = new AssumeRoleRequest
            {
                RoleArn = pod.GetProperty("roleArn").GetString(),
                RoleSessionName = name,
                DurationSeconds = pod.GetProperty("durationSeconds").GetInt32(),
            };
            _pods[name] = session = new PodSession(_client, request, generation, pod.GetProperty("timeScale").GetDouble());
        }

        return session;
    }

    private static AWSCredentials CredentialsIn(JsonElement given)
    {
        string id = given.GetProperty("accessKeyId").GetString()!, secret = given.GetProperty("secretAccessKey").GetString()!;
        return Text(given, "sessionToken") is { } token ? new SessionAWSCredentials(id, secret, token) : new BasicAWSCredentials(id, secret);
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    // Requests of this version cannot say null for the duration; one that was never set is left to STS.
    private static void IfTold(JsonElement parameters, Action<int> durationSeconds)
    {
        if (parameters.ValueKind == JsonValueKind.Object && parameters.TryGetProperty("DurationSeconds", out JsonElement seconds))
        {
            durationSeconds(seconds.GetInt32());
        }
    }

    private static string CodeOf(Exception failure) => failure switch
    {
        RefusalException refusal => refusal.Message,
        AmazonServiceException { ErrorCode: { Length: > 0 } code } => code,
        AmazonServiceException { InnerException: HttpRequestException http } => http.HttpRequestError.ToString(),
        HttpRequestException http => http.HttpRequestError.ToString(),
        _ => failure.GetType().Name,
    };
}
