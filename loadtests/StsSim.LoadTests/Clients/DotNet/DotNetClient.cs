using System.Collections.Concurrent;
using System.Reflection;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace StsSim.LoadTests.Clients.DotNet;

/// <summary>One client of the AWS SDK for .NET, as applications use it.</summary>
internal sealed class DotNetClient : IStsClient
{
    private readonly AmazonSecurityTokenServiceClient _sdk;
    private readonly ConcurrentDictionary<string, PodCredentialProvider> _pods = new();

    /// <param name="retries">The SDK's retry mode; <see langword="null"/> turns retries off.</param>
    public DotNetClient(ClientSetting setting, RequestRetryMode? retries)
    {
        var config = new AmazonSecurityTokenServiceConfig
        {
            ServiceURL = setting.Endpoint.ToString(),
            AuthenticationRegion = setting.Region,
            ClientAppId = setting.ApplicationId,
            RetryMode = retries ?? RequestRetryMode.Standard,
            HttpClientFactory = new ObservedHttpClientFactory(setting.Endpoint, setting.Timeout),
        };
        if (retries is null)
        {
            config.MaxErrorRetry = 0;
        }

        _sdk = new AmazonSecurityTokenServiceClient(new SigningCredentials(setting.Credentials.ForSdk()), config);
    }

    public string? Sdk => $"AWSSDK.SecurityToken {SdkVersion}";

    // The assembly version stays at 4.0.0.0 through all of version 4.
    private static string SdkVersion { get; } = typeof(AmazonSecurityTokenServiceClient).Assembly
        .GetCustomAttribute<AssemblyFileVersionAttribute>()?.Version ?? "of unknown version";

    public async Task<string> AccountIdAsync(CancellationToken cancellationToken)
    {
        GetCallerIdentityResponse identity = await _sdk
            .GetCallerIdentityAsync(new GetCallerIdentityRequest(), cancellationToken)
            .ConfigureAwait(false);
        return identity.Account;
    }

    public async ValueTask<StsReply> SendAsync(StsRequest request, IWireWatcher watcher, CancellationToken cancellationToken)
    {
        // The SDK for .NET presigns no calls of STS.
        if (request.PresignedForCluster is not null)
        {
            return new StsReply(InvocationOutcome.Unsupported);
        }

        var trace = new InvocationTrace(watcher);
        InvocationTrace.Current = trace;
        SigningCredentials.Set(request.Credentials?.ForSdk());
        try
        {
            Credentials? issued = await CallAsync(request, cancellationToken).ConfigureAwait(false);
            return new StsReply(InvocationOutcome.Succeeded(trace, issued?.AccessKeyId), issued is null ? null : SessionOf(issued));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new StsReply(InvocationOutcome.Unfinished(trace));
        }
        catch (Exception exception) when (exception is AmazonClientException or AmazonServiceException
            or HttpRequestException or IOException or OperationCanceledException or TimeoutException)
        {
            return new StsReply(InvocationOutcome.Refused(trace, exception));
        }
    }

    public ValueTask DisposeAsync()
    {
        foreach (PodCredentialProvider pod in _pods.Values)
        {
            pod.Dispose();
        }

        _sdk.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<Credentials?> CallAsync(StsRequest request, CancellationToken cancellationToken)
    {
        if (request.Pod is { } pod)
        {
            await ProviderOf(pod, cancellationToken).GetCredentialsAsync().ConfigureAwait(false);
            return null;
        }

        switch (request.Operation)
        {
            case nameof(StsRequest.GetCallerIdentity):
                await _sdk.GetCallerIdentityAsync(new GetCallerIdentityRequest(), cancellationToken).ConfigureAwait(false);
                return null;
            case nameof(StsRequest.GetFederationToken):
                var federated = new GetFederationTokenRequest { Name = request.Name, Policy = request.Policy, DurationSeconds = request.DurationSeconds };
                return (await _sdk.GetFederationTokenAsync(federated, cancellationToken).ConfigureAwait(false)).Credentials;
            case nameof(StsRequest.GetSessionToken):
                var session = new GetSessionTokenRequest { DurationSeconds = request.DurationSeconds };
                return (await _sdk.GetSessionTokenAsync(session, cancellationToken).ConfigureAwait(false)).Credentials;
            case nameof(StsRequest.AssumeRole):
                return await AssumeRoleAsync(request, cancellationToken).ConfigureAwait(false);
            case nameof(StsRequest.AssumeRoleWithWebIdentity):
                var web = new AssumeRoleWithWebIdentityRequest
                {
                    RoleArn = request.RoleArn,
                    RoleSessionName = request.RoleSessionName,
                    WebIdentityToken = request.WebIdentityToken,
                    Policy = request.Policy,
                    DurationSeconds = request.DurationSeconds,
                };
                return (await _sdk.AssumeRoleWithWebIdentityAsync(web, cancellationToken).ConfigureAwait(false)).Credentials;
            default:
                throw new AmazonClientException($"{request.Operation} is not among the calls of this client.");
        }
    }

    private async Task<Credentials> AssumeRoleAsync(StsRequest request, CancellationToken cancellationToken)
    {
        var role = new AssumeRoleRequest
        {
            RoleArn = request.RoleArn,
            RoleSessionName = request.RoleSessionName,
            Policy = request.Policy,
            DurationSeconds = request.DurationSeconds,
        };
        return (await _sdk.AssumeRoleAsync(role, cancellationToken).ConfigureAwait(false)).Credentials;
    }

    private PodCredentialProvider ProviderOf(PodCredentials pod, CancellationToken cancellationToken)
    {
        if (_pods.TryGetValue(pod.Name, out PodCredentialProvider? held) && held.Generation >= pod.Generation)
        {
            return held;
        }

        // Of two that are made at once one is kept; the other has asked for nothing yet.
        return _pods.AddOrUpdate(
            pod.Name,
            _ => Create(),
            (_, current) => current.Generation >= pod.Generation ? current : Create());

        PodCredentialProvider Create() => new(pod.Generation, pod.TimeScale, () => AssumeRoleAsync(pod, cancellationToken));
    }

    private async Task<IssuedSession> AssumeRoleAsync(PodCredentials pod, CancellationToken cancellationToken)
    {
        var request = StsRequest.AssumeRole(pod.RoleArn, pod.Name, pod.DurationSeconds);
        return SessionOf(await AssumeRoleAsync(request, cancellationToken).ConfigureAwait(false));
    }

    private static IssuedSession SessionOf(Credentials issued) => new(
        new ClientCredentials(issued.AccessKeyId, issued.SecretAccessKey, issued.SessionToken),
        new DateTimeOffset(DateTime.SpecifyKind(issued.Expiration?.ToUniversalTime() ?? DateTime.UnixEpoch, DateTimeKind.Utc)));
}
