using System.Reflection;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace StsSim.LoadTests.Clients;

/// <summary>One AWSSDK client of one group, issuing federation tokens.</summary>
internal sealed class FederationTokenClient : IDisposable
{
    private const int ShortestSession = 900;

    private readonly AmazonSecurityTokenServiceClient _sdk;

    public FederationTokenClient(Uri endpoint, ClientGroup group, ClientCredentials credentials)
    {
        var config = new AmazonSecurityTokenServiceConfig
        {
            ServiceURL = endpoint.ToString(),
            AuthenticationRegion = group.Region,
            RetryMode = group.Retries ?? RequestRetryMode.Standard,
            HttpClientFactory = new ObservedHttpClientFactory(endpoint),
        };
        if (group.Retries is null)
        {
            config.MaxErrorRetry = 0;
        }

        _sdk = new AmazonSecurityTokenServiceClient(credentials.ForSdk(), config);
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

    /// <summary>Issues one token; the outcome is a value, whatever the SDK threw.</summary>
    public async Task<InvocationOutcome> IssueAsync(
        string federatedUser, IWireWatcher watcher, CancellationToken cancellationToken)
    {
        var trace = new InvocationTrace(watcher);
        InvocationTrace.Current = trace;
        var request = new GetFederationTokenRequest { Name = federatedUser, DurationSeconds = ShortestSession };
        try
        {
            GetFederationTokenResponse issued = await _sdk
                .GetFederationTokenAsync(request, cancellationToken)
                .ConfigureAwait(false);
            return InvocationOutcome.Issued(trace, issued.Credentials.AccessKeyId);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return InvocationOutcome.Unfinished(trace);
        }
        catch (Exception exception) when (exception is AmazonClientException or AmazonServiceException
            or HttpRequestException or IOException or OperationCanceledException)
        {
            return InvocationOutcome.Refused(trace, exception);
        }
    }

    public void Dispose() => _sdk.Dispose();
}
