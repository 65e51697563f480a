using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using StsSim.LoadTests.Measurement;

namespace StsSim.Comparisons.Overload;

/// <summary>Something that is asked for ten times a second, from an address of its own.</summary>
internal sealed class ProbedRoute : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly Func<HttpRequestMessage> _request;
    private readonly HttpClient _http;

    /// <param name="from">An address of this machine.</param>
    public ProbedRoute(Func<HttpRequestMessage> request, IPAddress from)
    {
        _request = request;
        _http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellationToken) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Bind(new IPEndPoint(from, 0));
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        });
    }

    public LatencyDistribution Latency { get; } = LatencyDistribution.Fine();

    /// <summary>Times it was answered with 200.</summary>
    public int Answered { get; private set; }

    /// <summary>Times it was answered otherwise.</summary>
    public int Refused { get; private set; }

    /// <summary>Asks until <paramref name="end"/> is cancelled.</summary>
    public async Task RunAsync(CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            await AskAsync();
            await Task.Delay(Pause, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <returns>Whether it was answered with 200.</returns>
    public async Task<bool> AskAsync()
    {
        long askedAt = Stopwatch.GetTimestamp();
        using HttpRequestMessage request = _request();
        using HttpResponseMessage response = await _http.SendAsync(request);
        Latency.Record(Stopwatch.GetElapsedTime(askedAt));
        bool isAnswered = response.StatusCode == HttpStatusCode.OK;
        (Answered, Refused) = isAnswered ? (Answered + 1, Refused) : (Answered, Refused + 1);
        return isAnswered;
    }

    public void Dispose() => _http.Dispose();
}
