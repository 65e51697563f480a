using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Clients.DotNet;
using StsSim.LoadTests.Engine;
using StsSim.LoadTests.Measurement;
using StsSim.LoadTests.Simulation;

namespace StsSim.LoadTests.Tests.Simulation;

/// <summary>The model against real clients of the SDK that ask a whole simulator the same.</summary>
public sealed class RealFleetTests
{
    private const int Pods = 200;
    private const int Seeds = 20;

    private static readonly Quota Quota = new(20, 20);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(4);

    [Fact]
    public async Task Clients_of_the_sdk_do_what_the_model_says()
    {
        await using ITarget simulator = await EmbeddedSimulator.StartAsync(TestContext.Current.CancellationToken);
        (IReadOnlyList<InvocationOutcome> outcomes, TimeSpan window) = await AskAsync(simulator.Endpoint, await TakeLeaseAsync(simulator.Endpoint));
        Shares real = Shares.Of(outcomes);
        Shares model = Shares.Mean([.. Enumerable.Range(1, Seeds).Select(seed => Shares.Of(Model(seed, window)))]);

        string both = $"The clients came to {real}, the model to {model}, asked within {window.TotalSeconds:0.0} s.";
        TestContext.Current.TestOutputHelper?.WriteLine(both);
        Assert.True(Math.Abs(real.Amplification - model.Amplification) <= 0.25 * model.Amplification, both);
        Assert.True(Math.Abs(real.GivenUp - model.GivenUp) <= 0.15, both);
        Assert.True(Math.Abs(real.Ok - model.Ok) <= 0.15, both);
        Assert.InRange(model.GivenUp, 0.1, 0.9);
    }

    private static async Task<(IReadOnlyList<InvocationOutcome> Outcomes, TimeSpan Window)> AskAsync(Uri endpoint, LeasedAccount lease)
    {
        AmazonSecurityTokenServiceClient[] clients = [.. Enumerable.Range(0, Pods).Select(pod => Client(endpoint, lease, pod))];
        await InvokeAsync(clients[0], lease.RoleArn);
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);

        var clock = new RunClock(TimeProvider.System);
        TimeSpan lastStart = TimeSpan.Zero;
        var running = new List<Task<InvocationOutcome>>();
        for (int pod = 0; pod < Pods; pod++)
        {
            await clock.DelayUntilAsync(Window * ((double)pod / Pods), TestContext.Current.CancellationToken);
            AmazonSecurityTokenServiceClient client = clients[pod];
            lastStart = clock.Elapsed;
            running.Add(Task.Run(() => InvokeAsync(client, lease.RoleArn), TestContext.Current.CancellationToken));
        }

        InvocationOutcome[] outcomes = await Task.WhenAll(running);
        foreach (AmazonSecurityTokenServiceClient client in clients)
        {
            client.Dispose();
        }

        // A busy machine takes longer, and is compared with a model that takes as long.
        return (outcomes, lastStart * ((double)Pods / (Pods - 1)));
    }

    private static TallyFigures Model(int seed, TimeSpan window) => FleetSimulation.Run(
        new FleetParameters
        {
            Pods = Pods,
            Restart = new RollingRestart(TimeSpan.Zero, window),
            Quota = Quota,
            Duration = window + TimeSpan.FromSeconds(20),
            UseEvery = TimeSpan.FromHours(1),
            TokenLifetime = TimeSpan.FromHours(12),
            Seed = seed,
            Groups = [FleetGroup.Find("standard-2.0+at-expiry")!],
        },
        null,
        TestContext.Current.CancellationToken)[0].Measured.Total;

    private static async Task<LeasedAccount> TakeLeaseAsync(Uri endpoint)
    {
        using var http = new HttpClient { BaseAddress = endpoint };
        var wanted = new JsonObject
        {
            ["quotas"] = new JsonObject
            {
                ["default"] = new JsonObject { ["requestsPerSecond"] = Quota.RequestsPerSecond, ["burst"] = Quota.Burst },
            },
        };
        using HttpResponseMessage response = await http.PostAsJsonAsync("_stssim/leases", wanted, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<LeasedAccount>(JsonSerializerOptions.Web, TestContext.Current.CancellationToken))!;
    }

    // The SDK keeps one retry quota a process for all clients of one address; pods are processes of their own.
    private static AmazonSecurityTokenServiceClient Client(Uri endpoint, LeasedAccount lease, int pod) => new(
        lease.Credentials.ForSdk(),
        new AmazonSecurityTokenServiceConfig
        {
            ServiceURL = $"http://pod-{pod}.test:{endpoint.Port}",
            AuthenticationRegion = "us-east-1",
            RetryMode = RequestRetryMode.Standard,
            HttpClientFactory = new PodHttpClientFactory(endpoint),
        });

    private static async Task<InvocationOutcome> InvokeAsync(AmazonSecurityTokenServiceClient client, string roleArn)
    {
        var trace = new InvocationTrace(UnwatchedWire.Instance);
        InvocationTrace.Current = trace;
        try
        {
            var request = new AssumeRoleRequest { RoleArn = roleArn, RoleSessionName = "pod" };
            AssumeRoleResponse response = await client.AssumeRoleAsync(request, TestContext.Current.CancellationToken);
            return InvocationOutcome.Succeeded(trace, response.Credentials.AccessKeyId);
        }
        catch (AmazonServiceException refusal)
        {
            return InvocationOutcome.Refused(trace, refusal);
        }
    }

    private sealed record Shares(double Amplification, double Ok, double GivenUp)
    {
        public static Shares Of(IReadOnlyList<InvocationOutcome> outcomes) => new(
            outcomes.Average(outcome => outcome.Attempts),
            outcomes.Average(outcome => outcome.End == InvocationEnd.Ok ? 1d : 0),
            outcomes.Average(outcome => outcome.End == InvocationEnd.GivenUp ? 1d : 0));

        public static Shares Of(TallyFigures figures) => new(
            figures.Amplification!.Value, (double)figures.Ok / figures.Started, (double)figures.GivenUp / figures.Started);

        public static Shares Mean(IReadOnlyList<Shares> all) => new(
            all.Average(shares => shares.Amplification), all.Average(shares => shares.Ok), all.Average(shares => shares.GivenUp));

        public override string ToString() => $"{Amplification:0.00} attempts, {Ok:P0} ok, {GivenUp:P0} given up";
    }
}
