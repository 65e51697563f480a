using System.Reflection;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace StsSim.LoadTests.Clients;

/// <summary>One AWSSDK client of one group, making the same call again and again; it issues federation tokens unless told otherwise.</summary>
internal sealed class StsClient : ICaller
{
    private readonly AmazonSecurityTokenServiceClient _sdk;
    private readonly StsCall _call;

    public StsClient(Uri endpoint, ClientGroup group, ClientCredentials credentials, StsCall? call = null, TimeSpan? timeout = null)
        : this(endpoint, group, credentials.ForSdk(), call ?? StsCall.GetFederationToken(), timeout)
    {
    }

    /// <param name="timeout">Of each attempt; null leaves the SDK's own.</param>
    public StsClient(Uri endpoint, ClientGroup group, AWSCredentials credentials, StsCall call, TimeSpan? timeout)
    {
        _call = call;
        var config = new AmazonSecurityTokenServiceConfig
        {
            ServiceURL = endpoint.ToString(),
            AuthenticationRegion = group.Region,
            ClientAppId = group.ApplicationId,
            RetryMode = group.Retries ?? RequestRetryMode.Standard,
            HttpClientFactory = new ObservedHttpClientFactory(endpoint, timeout),
        };
        if (group.Retries is null)
        {
            config.MaxErrorRetry = 0;
        }

        _sdk = new AmazonSecurityTokenServiceClient(credentials, config);
    }

    // The assembly version stays at 4.0.0.0 through all of version 4.
    public static string SdkVersion { get; } = typeof(AmazonSecurityTokenServiceClient).Assembly
        .GetCustomAttribute<AssemblyFileVersionAttribute>()?.Version ?? "of unknown version";

    public async Task<string> AccountIdAsync(CancellationToken cancellationToken)
    {
        GetCallerIdentityResponse identity = await _sdk
            .GetCallerIdentityAsync(new GetCallerIdentityRequest(), cancellationToken)
            .ConfigureAwait(false);
        return identity.Account;
    }

    public async Task<InvocationOutcome> InvokeAsync(
        string name, IWireWatcher watcher, CancellationToken cancellationToken) =>
        (await CallAsync(name, watcher, cancellationToken).ConfigureAwait(false)).Outcome;

    /// <summary>As <see cref="InvokeAsync"/>, with the session that was issued.</summary>
    public async Task<(InvocationOutcome Outcome, Credentials? Issued)> CallAsync(
        string name, IWireWatcher watcher, CancellationToken cancellationToken)
    {
        var trace = new InvocationTrace(watcher);
        InvocationTrace.Current = trace;
        try
        {
            Credentials? issued = await _call.InvokeAsync(_sdk, name, cancellationToken).ConfigureAwait(false);
            return (InvocationOutcome.Succeeded(trace, issued?.AccessKeyId), issued);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return (InvocationOutcome.Unfinished(trace), null);
        }
        catch (Exception exception) when (exception is AmazonClientException or AmazonServiceException
            or HttpRequestException or IOException or OperationCanceledException or TimeoutException)
        {
            return (InvocationOutcome.Refused(trace, exception), null);
        }
    }

    public void Dispose() => _sdk.Dispose();
}
