using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace StsSim.Compatibility.Tests.Telemetry;

/// <summary>A collector on a free port, which takes OTLP over HTTP and keeps it.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Path, byte[] Body)> _received = new();

    private OtlpReceiver()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Urls.Add("http://127.0.0.1:0");
        _app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            _received.Enqueue((context.Request.Path, body.ToArray()));
            context.Response.ContentType = "application/x-protobuf";
        });
    }

    public string Url => _app.Urls.First();

    /// <summary>What came, by the path it was sent to.</summary>
    public IReadOnlyCollection<(string Path, byte[] Body)> Received => _received;

    public IEnumerable<ExportedSpan> Spans => BodiesAt("/v1/traces").SelectMany(ExportedSpan.Read);

    public IEnumerable<ExportedLog> Logs => BodiesAt("/v1/logs").SelectMany(ExportedLog.Read);

    public IEnumerable<ExportedMetric> Metrics => BodiesAt("/v1/metrics").SelectMany(ExportedMetric.Read);

    public static async Task<OtlpReceiver> StartAsync()
    {
        var receiver = new OtlpReceiver();
        await receiver._app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private IEnumerable<byte[]> BodiesAt(string path) => _received.Where(received => received.Path == path).Select(received => received.Body);
}
