using System.Diagnostics;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using StsSim.Compatibility.Tests.Clients;
using StsSim.Compatibility.Tests.JavaScript;
using StsSim.Compatibility.Tests.Python;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Observatory;

/// <summary>SDKs that call for a while and say what they counted; <see langword="null"/> where one is not installed.</summary>
internal static class ObservedClients
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <param name="retries"><see langword="null"/> turns them off.</param>
    public static async Task<CountedCalls?> DotNetAsync(Uri endpoint, ClientKey key, RequestRetryMode? retries, string application, int calls, int doomed)
    {
        var counter = new AttemptCounter();
        var config = new AmazonSecurityTokenServiceConfig
        {
            ServiceURL = endpoint.ToString(),
            AuthenticationRegion = "us-east-1",
            ClientAppId = application,
            RetryMode = retries ?? RequestRetryMode.Standard,
            HttpClientFactory = counter,
        };
        if (retries is null)
        {
            config.MaxErrorRetry = 0;
        }

        using var client = new AmazonSecurityTokenServiceClient(new BasicAWSCredentials(key.AccessKeyId, key.SecretAccessKey), config);
        long succeeded = 0;
        IEnumerable<string> names = [.. Enumerable.Range(0, calls).Select(number => $"Bob{number}"), .. Enumerable.Repeat("Doomed", doomed)];
        var options = new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = TestContext.Current.CancellationToken };
        await Parallel.ForEachAsync(names, options, async (name, cancel) =>
        {
            try
            {
                await client.GetFederationTokenAsync(new GetFederationTokenRequest { Name = name }, cancel);
                Interlocked.Increment(ref succeeded);
            }
            catch (AmazonServiceException)
            {
                // Given up, or by an adaptive client not even tried.
            }
            catch (AmazonClientException)
            {
                // Adaptive: no capacity could be had.
            }
        });
        return new CountedCalls(counter.Invocations, counter.Attempts, succeeded);
    }

    public static Task<CountedCalls?> Boto3Async(Uri endpoint, ClientKey key, string mode, string application, int calls, int doomed) => RunAsync(
        Start(endpoint, key, PythonProgram.Python, Path.Combine(AppContext.BaseDirectory, "Python", "observed_client.py"), mode, application, $"{calls}", $"{doomed}"));

    public static Task<CountedCalls?> JavaScriptAsync(Uri endpoint, ClientKey key, string mode, string application, int calls, int doomed) => RunAsync(
        Start(endpoint, key, "node", "--no-warnings", Path.Combine(JavaScriptClient.Folder, "observed-client.mjs"), endpoint.ToString(), mode, application, $"{calls}", $"{doomed}"));

    private static ProcessStartInfo Start(Uri endpoint, ClientKey key, string program, params string[] arguments)
    {
        ProcessStartInfo start = ClientEnvironment.Start(program, arguments);
        start.Environment["AWS_ACCESS_KEY_ID"] = key.AccessKeyId;
        start.Environment["AWS_SECRET_ACCESS_KEY"] = key.SecretAccessKey;
        start.Environment["AWS_DEFAULT_REGION"] = "us-east-1";
        start.Environment["AWS_ENDPOINT_URL_STS"] = endpoint.ToString().TrimEnd('/');
        return start;
    }

    private static async Task<CountedCalls?> RunAsync(ProcessStartInfo start)
    {
        ProgramOutcome? outcome = await InstalledProgram.TryRunAsync(start);
        if (outcome is null || outcome.Error.Contains("No module named", StringComparison.Ordinal) || outcome.Error.Contains("ERR_MODULE_NOT_FOUND", StringComparison.Ordinal))
        {
            return null;
        }

        Assert.True(outcome.ExitCode == 0, outcome.Error);
        return JsonSerializer.Deserialize<CountedCalls>(outcome.Output, Web);
    }
}
