using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Telemetry;
using StsSim.Compatibility.Tests.Wire;

[assembly: AssemblyFixture(typeof(MeasuredSimulator))]

namespace StsSim.Compatibility.Tests.Telemetry;

/// <summary>A simulator that has met everything it measures, and what its <c>/metrics</c> then said.</summary>
public sealed class MeasuredSimulator
{
    private readonly Lazy<Task<Exposition>> _metrics = new(MeasureAsync);

    /// <summary>Measured once, for whoever asks first.</summary>
    internal Task<Exposition> MetricsAsync() => _metrics.Value;

    /// <summary>Has a simulator meet everything it measures.</summary>
    internal static async Task MeetEverythingAsync(ObservedHost host)
    {
        await host.ControlAsync(HttpMethod.Post, "/_stssim/experiments", """{"name": "measured", "phases": [{"name": "only", "duration": "1h"}]}""");
        await host.ControlAsync(HttpMethod.Put, "/_stssim/faults/down", """{"match": {"operations": ["GetSessionToken"]}, "effect": {"type": "error", "code": "ServiceUnavailable"}}""");
        await host.ControlAsync(HttpMethod.Put, "/_stssim/faults/slow", """{"match": {"operations": ["GetAccessKeyInfo"]}, "effect": {"type": "latency", "distribution": {"kind": "fixed", "ms": 1}}}""");
        await host.ControlAsync(
            HttpMethod.Put,
            $"/_stssim/accounts/{TestWorld.AccountId}/quotas",
            """{"operations": {"DecodeAuthorizationMessage": {"requestsPerSecond": 0, "burst": 1}}, "perFederatedUser": {"requestsPerSecond": 0, "burst": 1}}""");

        (await host.SendAsync(TestWorld.Alice, "GetCallerIdentity")).IsSuccessOf("GetCallerIdentity");
        (await host.SendAsync(TestWorld.Alice, "GetFederationToken", "Name=Bob")).IsSuccessOf("GetFederationToken");
        Assert.True((await host.SendAsync(TestWorld.Alice, "GetFederationToken", "Name=Bob", Retry)).IsThrottled);
        await host.SendAsync(TestWorld.Alice, "DecodeAuthorizationMessage", "EncodedMessage=x");
        Assert.True((await host.SendAsync(TestWorld.Alice, "DecodeAuthorizationMessage", "EncodedMessage=x", Retry)).IsThrottled);
        Assert.Equal(503, (await host.SendAsync(TestWorld.Alice, "GetSessionToken", unsigned: Retry)).Status);
        (await host.SendAsync(TestWorld.Alice, "GetAccessKeyInfo", $"AccessKeyId={TestWorld.Bob.AccessKeyId}")).IsSuccessOf("GetAccessKeyInfo");
        await host.SendAsync(TestWorld.Bob, "GetFederationToken", "Name=Eve");
        await host.SendAsync(TestWorld.Alice, "NoSuchThing");
        await host.SendAsync(new StsRequest(TestWorld.Alice, "Action=GetUser&Version=2010-05-08") { Service = "iam" });
    }

    private static async Task<Exposition> MeasureAsync()
    {
        await using ObservedHost host = await ObservedHost.StartAsync();
        await MeetEverythingAsync(host);
        (int status, string text) = await host.GetAsync("/metrics");
        Assert.Equal(200, status);
        return new Exposition(text);
    }

    private static Dictionary<string, string> Retry { get; } = new() { ["amz-sdk-request"] = "attempt=2; max=3" };
}
