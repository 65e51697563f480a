using StsSim.Compatibility.Tests.Hosting;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Limits;

/// <summary>A host process with limits so low that a test can reach them.</summary>
internal sealed class LimitedHost : IAsyncDisposable
{
    public static readonly ClientKey Key = new("AKIARZPUZDIKKVJVIU2T", "StsSimExampleSecretAccessKeyForLoadTests");

    private readonly HostProcess _process;

    private LimitedHost(HostProcess process, Uri endpoint) => (_process, Endpoint) = (process, endpoint);

    public Uri Endpoint { get; }

    public HttpClient Http { get; } = new();

    /// <summary>What it wrote so far, its log among it.</summary>
    public string Output => $"{_process.Output}\n{string.Join('\n', _process.Errors)}";

    /// <summary>Starts one; limits as they stand in the environment, e.g. <c>("Connections", "8")</c>.</summary>
    public static async Task<LimitedHost> StartAsync(params (string Name, string Value)[] limits)
    {
        HostProcess process = HostProcess.Start(limits.ToDictionary(limit => $"StsSim__Limits__{limit.Name}", limit => limit.Value));
        return new LimitedHost(process, await process.ReadyAsync());
    }

    /// <summary>Starts one that may not have more than so many files open.</summary>
    public static async Task<LimitedHost> StartWithFilesAsync(int openFiles)
    {
        HostProcess process = HostProcess.StartWithFiles(openFiles, new Dictionary<string, string>());
        return new LimitedHost(process, await process.ReadyAsync());
    }

    public Task<RawConnection> ConnectAsync() => RawConnection.OpenAsync(Endpoint);

    /// <summary>Asks over a connection of its own for something of the control API, or health.</summary>
    public async Task<WireAnswer> GetAsync(string path)
    {
        using var http = new HttpClient();
        using HttpResponseMessage response = await http.GetAsync(new Uri(Endpoint, path), TestContext.Current.CancellationToken);
        return await WireAnswer.ReadAsync(response, TestContext.Current.CancellationToken);
    }

    /// <summary>Sends a request that any simulator answers, over a connection there is.</summary>
    public async Task<WireAnswer> CallAsync(RawConnection connection)
    {
        StsRequest request = StsRequest.Of(Key, "GetCallerIdentity");
        await connection.SendAsync(HeadOf(request));
        await connection.SendAsync(request.Bytes);
        return await connection.ReceiveAsync();
    }

    /// <summary>Sends a request over whatever connection is free.</summary>
    public async Task<WireAnswer> SendAsync(StsRequest request)
    {
        using HttpRequestMessage message = request.ToMessage(Endpoint);
        using HttpResponseMessage response = await Http.SendAsync(message, TestContext.Current.CancellationToken);
        return await WireAnswer.ReadAsync(response, TestContext.Current.CancellationToken);
    }

    public async Task<WireAnswer> CallAsync()
    {
        using RawConnection connection = await ConnectAsync();
        return await CallAsync(connection);
    }

    public string HeadOf(StsRequest request, int? contentLength = null) => string.Join(
        "\r\n",
        [
            "POST / HTTP/1.1",
            $"Host: {Endpoint.Authority}",
            $"X-Amz-Date: {request.AmzDate}",
            $"Authorization: {request.Authorization(Endpoint.Authority)}",
            "Content-Type: application/x-www-form-urlencoded; charset=utf-8",
            $"Content-Length: {contentLength ?? request.Bytes.Length}",
            "",
            "",
        ]);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _process.DisposeAsync();
    }
}
