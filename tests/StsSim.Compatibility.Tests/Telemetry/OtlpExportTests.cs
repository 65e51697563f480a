using System.Text;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Telemetry;

/// <summary>What reaches a collector, told by the standard variables where it is.</summary>
public sealed class OtlpExportTests
{
    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";
    private const string CallerSpan = "b7ad6b7169203331";

    private static readonly string[] Signals = ["/v1/logs", "/v1/metrics", "/v1/traces"];

    [Fact]
    public async Task Spans_of_a_request_are_in_the_trace_of_its_caller()
    {
        await using OtlpReceiver collector = await OtlpReceiver.StartAsync();
        await using ObservedHost host = await ObservedHost.StartAsync(ExportTo(collector));
        WireAnswer answer = await host.SendAsync(TestWorld.Alice, "GetFederationToken", "Name=Bob", TraceParent);
        answer.IsSuccessOf("GetFederationToken");
        await host.StopAsync();

        ExportedSpan http = Assert.Single(collector.Spans, span => span.Parent == CallerSpan);
        ExportedSpan aws = Assert.Single(collector.Spans, span => span.Parent == http.SpanId);
        Assert.Equal((TraceId, "POST", 2ul), (http.TraceId, http.Name, http.Kind));
        Assert.Equal((TraceId, "STS/GetFederationToken", "StsSim", 1ul, 0ul), (aws.TraceId, aws.Name, aws.Source, aws.Kind, aws.Status));
        Assert.Equal(
            new Dictionary<string, string>
            {
                ["rpc.system"] = "aws-api",
                ["rpc.service"] = "STS",
                ["rpc.method"] = "GetFederationToken",
                ["aws.request_id"] = answer.Headers["x-amzn-RequestId"],
                ["stssim.attempt"] = "first",
                ["stssim.attempt_number"] = "1",
            },
            aws.Attributes);

        // The first request has its account's snapshot, a key number and quota tokens to ask for.
        ExportedSpan[] grainCalls = [.. collector.Spans.Where(span => span.Source == "Microsoft.Orleans.Application")];
        Assert.NotEmpty(grainCalls);
        Assert.All(grainCalls, span => Assert.Equal(TraceId, span.TraceId)); // and none that the upkeep made
    }

    [Fact]
    public async Task A_span_says_what_met_its_request()
    {
        await using OtlpReceiver collector = await OtlpReceiver.StartAsync();
        await using ObservedHost host = await ObservedHost.StartAsync(ExportTo(collector));
        await host.ControlAsync(HttpMethod.Put, "/_stssim/faults/down", """{"match": {"operations": ["GetSessionToken"]}, "effect": {"type": "error", "code": "ServiceUnavailable"}}""");
        await host.ControlAsync(HttpMethod.Put, $"/_stssim/accounts/{TestWorld.AccountId}/quotas", """{"operations": {"GetAccessKeyInfo": {"requestsPerSecond": 0, "burst": 1}}}""");
        string keyInfo = $"AccessKeyId={TestWorld.Bob.AccessKeyId}";
        await host.SendAsync(TestWorld.Alice, "GetAccessKeyInfo", keyInfo);
        Assert.True((await host.SendAsync(TestWorld.Alice, "GetAccessKeyInfo", keyInfo, Retry(2))).IsThrottled);
        Assert.Equal(503, (await host.SendAsync(TestWorld.Alice, "GetSessionToken", unsigned: Retry(3))).Status);
        await host.SendAsync(TestWorld.Alice, "NoSuchThing");
        Assert.Equal(200, (await host.GetAsync("/metrics")).Status);
        Assert.Equal(200, (await host.GetAsync("/health/ready")).Status);
        await host.StopAsync();

        Assert.DoesNotContain(collector.Spans, span => span.Attributes.GetValueOrDefault("url.path") is "/metrics" or "/health/ready");

        ExportedSpan throttled = Assert.Single(collector.Spans, span => span.Name == "STS/GetAccessKeyInfo" && span.Attributes.ContainsKey("error.type"));
        Assert.Equal(
            ("Throttling", $"{TestWorld.AccountId}/us-east-1/GetAccessKeyInfo", "retry", "2", 0ul),
            (throttled.Attributes["error.type"], throttled.Attributes["stssim.throttled_by"], throttled.Attributes["stssim.attempt"], throttled.Attributes["stssim.attempt_number"], throttled.Status));
        ExportedSpan struck = Assert.Single(collector.Spans, span => span.Name == "STS/GetSessionToken");
        Assert.Equal(
            ("ServiceUnavailable", "down", "error", "3", 2ul),
            (struck.Attributes["error.type"], struck.Attributes["stssim.fault.rule"], struck.Attributes["stssim.fault.effect"], struck.Attributes["stssim.attempt_number"], struck.Status));
        ExportedSpan unknown = Assert.Single(collector.Spans, span => span.Name == "aws-api");
        Assert.Equal(("_OTHER", "InvalidAction"), (unknown.Attributes["rpc.method"], unknown.Attributes["error.type"]));
        Assert.False(unknown.Attributes.ContainsKey("rpc.service"));

        string documented = await File.ReadAllTextAsync(RepositoryFile.Of("docs/telemetry.md"), TestContext.Current.CancellationToken);
        Assert.All(
            collector.Spans.Where(span => span.Source == "StsSim").SelectMany(span => span.Attributes.Keys).Distinct(),
            attribute => Assert.Contains($"`{attribute}`", documented, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Root=1-0af76519-16cd43dd8448eb211c80319c;Parent=b7ad6b7169203331;Sampled=1", true)]
    [InlineData("Sampled=?; Parent=b7ad6b7169203331; Root=1-0af76519-16cd43dd8448eb211c80319c; Lineage=a87bd80c:1", true)]
    [InlineData("Root=1-0af76519-16cd43dd8448eb211c80319c;Parent=b7ad6b7169203331;Sampled=0", false)]
    public async Task The_trace_header_of_AWS_is_honoured_where_there_is_no_other(string header, bool isSampled)
    {
        await using OtlpReceiver collector = await OtlpReceiver.StartAsync();
        await using ObservedHost host = await ObservedHost.StartAsync(ExportTo(collector));
        await host.SendAsync(TestWorld.Alice, "GetCallerIdentity", unsigned: new Dictionary<string, string> { ["X-Amzn-Trace-Id"] = header });
        await host.SendAsync(TestWorld.Alice, "GetCallerIdentity", unsigned: new Dictionary<string, string>
        {
            ["X-Amzn-Trace-Id"] = header,
            ["traceparent"] = $"00-{new string('1', 32)}-{new string('2', 16)}-01",
        });
        foreach (string malformed in new[] { "", "Root=1-0af76519-16cd43dd8448eb211c80319c", "Root=1-x;Parent=b7ad6b7169203331", $"Root=1-{new string('g', 8)}-{new string('g', 24)};Parent=b7ad6b7169203331" })
        {
            await host.SendAsync(TestWorld.Alice, "GetCallerIdentity", unsigned: new Dictionary<string, string> { ["X-Amzn-Trace-Id"] = malformed });
        }

        await host.StopAsync();

        ExportedSpan[] requests = [.. collector.Spans.Where(span => span.Source == "Microsoft.AspNetCore")];
        Assert.Equal(isSampled ? 1 : 0, requests.Count(span => span.TraceId == TraceId && span.Parent == CallerSpan));
        Assert.Single(requests, span => span.TraceId == new string('1', 32) && span.Parent == new string('2', 16));
        Assert.Equal(4, requests.Count(span => span.Parent.Length == 0 && span.TraceId != TraceId));
        Assert.Empty(collector.Spans.Select(span => span.TraceId).Except(requests.Select(span => span.TraceId))); // nothing is left of what is not sampled
    }

    [Fact]
    public async Task Metrics_and_logs_arrive_and_the_resource_says_whose_they_are()
    {
        await using OtlpReceiver collector = await OtlpReceiver.StartAsync();
        await using ObservedHost host = await ObservedHost.StartAsync(ExportTo(collector, new Dictionary<string, string>
        {
            ["OTEL_SERVICE_NAME"] = "sts of the tests",
            ["OTEL_RESOURCE_ATTRIBUTES"] = "deployment.environment.name=ci,service.name=overridden",
        }));
        await host.ControlAsync(
            HttpMethod.Post, "/_stssim/experiments", """{"name": "traced", "phases": [{"name": "only", "duration": "1h"}]}""", TraceParent);
        await host.SendAsync(TestWorld.Alice, "GetCallerIdentity");
        await host.StopAsync();

        ExportedLog started = Assert.Single(collector.Logs, log => log.Body == "Silo active, world of 2 accounts loaded");
        Assert.Equal(("Information", ""), (started.Severity, started.TraceId));
        Assert.Contains(host.Errors, line => line.Contains("world of 2 accounts loaded", StringComparison.Ordinal)); // as before
        Assert.Single(collector.Logs, log => log.Body.EndsWith("is in phase only", StringComparison.Ordinal) && log.TraceId == TraceId);
        Assert.Contains(new ExportedMetric("StsSim", "stssim.requests", "{request}"), collector.Metrics);
        Assert.Contains(new ExportedMetric("StsSim", "rpc.server.call.duration", "s"), collector.Metrics);
        IReadOnlyDictionary<string, string> resource = collector.Spans.First(span => span.Source == "StsSim").Resource;
        Assert.Equal(("sts of the tests", "ci"), (resource["service.name"], resource["deployment.environment.name"]));
        Assert.Equal(resource, started.Resource);
        Assert.Matches(@"^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$", resource["service.version"]);
        Assert.True(Guid.TryParse(resource["service.instance.id"], out _));
    }

    [Fact]
    public async Task No_secret_is_in_any_byte_that_is_exported()
    {
        await using OtlpReceiver collector = await OtlpReceiver.StartAsync();
        await using ObservedHost host = await ObservedHost.StartAsync(ExportTo(collector));
        ClientKey session = (await host.SendAsync(TestWorld.Alice, "GetFederationToken", "Name=Bob")).Credentials();
        await host.SendAsync(session, "GetCallerIdentity");
        await host.SendAsync(session with { SecretAccessKey = "wrong" }, "GetCallerIdentity");
        await host.SendAsync(new StsRequest(null, "")
        {
            Method = "GET",
            Query = $"Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Security-Token={Uri.EscapeDataString(session.SessionToken!)}&X-Amz-Signature=0123abcdef",
        });
        await host.ControlAsync(HttpMethod.Post, "/_stssim/authorize", $$"""{"sessionToken": "{{session.SessionToken}}", "action": "s3:GetObject", "resource": "*"}""");
        await host.StopAsync();

        Assert.Equal(Signals, collector.Received.Select(received => received.Path).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(4, collector.Spans.Count(span => span.Source == "StsSim"));
        string[] exported = [.. collector.Received.Select(received => Encoding.Latin1.GetString(received.Body))];
        Assert.Contains(exported, body => body.Contains("GetCallerIdentity", StringComparison.Ordinal)); // nothing is hidden by compression
        foreach (string secret in new[]
        {
            TestWorld.Alice.SecretAccessKey, session.SecretAccessKey, session.SessionToken!, Uri.EscapeDataString(session.SessionToken!), session.SessionToken![..40],
            "0123abcdef", "X-Amz-", "AWS4-HMAC-SHA256",
        })
        {
            Assert.DoesNotContain(exported, body => body.Contains(secret, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("TRACES", "/v1/traces")]
    [InlineData("METRICS", "/v1/metrics")]
    [InlineData("LOGS", "/v1/logs")]
    public async Task A_signal_whose_exporter_is_none_stays_at_home(string signal, string path)
    {
        await using OtlpReceiver collector = await OtlpReceiver.StartAsync();
        await using ObservedHost host = await ObservedHost.StartAsync(ExportTo(collector, new Dictionary<string, string> { [$"OTEL_{signal}_EXPORTER"] = "none" }));
        await host.SendAsync(TestWorld.Alice, "GetCallerIdentity", unsigned: TraceParent);
        Assert.Equal(200, (await host.GetAsync("/metrics")).Status);
        await host.StopAsync();

        Assert.Equal(
            Signals.Except([path]),
            collector.Received.Select(received => received.Path).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_signal_has_a_collector_and_a_sampler_of_its_own()
    {
        await using OtlpReceiver collector = await OtlpReceiver.StartAsync();
        await using ObservedHost host = await ObservedHost.StartAsync(new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_TRACES_ENDPOINT"] = $"{collector.Url}/spans",
            ["OTEL_EXPORTER_OTLP_TRACES_PROTOCOL"] = "http/protobuf",
            ["OTEL_TRACES_SAMPLER"] = "parentbased_traceidratio",
            ["OTEL_TRACES_SAMPLER_ARG"] = "0",
            ["OTEL_LOGS_EXPORTER"] = "console",
        });
        await host.SendAsync(TestWorld.Alice, "GetCallerIdentity");
        await host.SendAsync(TestWorld.Alice, "GetSessionToken", unsigned: TraceParent);
        await host.StopAsync();

        ExportedSpan[] spans = [.. collector.Received.SelectMany(received => ExportedSpan.Read(received.Body))];
        Assert.Equal(["/spans"], collector.Received.Select(received => received.Path).Distinct());
        Assert.All(spans, span => Assert.Equal(TraceId, span.TraceId));
        Assert.Single(spans, span => span.Name == "STS/GetSessionToken");
        Assert.Single(host.Errors, line => line.Contains("OTEL_LOGS_EXPORTER names 'console'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_disabled_SDK_exports_nothing_and_serves_no_metrics()
    {
        await using OtlpReceiver collector = await OtlpReceiver.StartAsync();
        await using ObservedHost host = await ObservedHost.StartAsync(ExportTo(collector, new Dictionary<string, string> { ["OTEL_SDK_DISABLED"] = "true" }));
        (await host.SendAsync(TestWorld.Alice, "GetCallerIdentity", unsigned: TraceParent)).IsSuccessOf("GetCallerIdentity");
        Assert.Equal(404, (await host.GetAsync("/metrics")).Status);
        await host.StopAsync();

        Assert.Empty(collector.Received);
    }

    private static Dictionary<string, string> TraceParent { get; } = new() { ["traceparent"] = $"00-{TraceId}-{CallerSpan}-01" };

    private static Dictionary<string, string> Retry(int attempt) => new() { ["amz-sdk-request"] = $"attempt={attempt}; max=3" };

    private static Dictionary<string, string> ExportTo(OtlpReceiver collector, IReadOnlyDictionary<string, string>? more = null) => new(more ?? new Dictionary<string, string>())
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Url,
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
    };
}
