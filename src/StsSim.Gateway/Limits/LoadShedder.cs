using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace StsSim.Gateway.Limits;

/// <summary>
/// Sheds AWS requests while there are more than the process can answer: those of the sources that send most, before anything
/// is done for them. What is overloaded shows in how long work waits for a thread of the pool, whatever it is that takes the time.
/// </summary>
public sealed partial class LoadShedder(GatewayLimits limits, ILogger<LoadShedder> logger) : IHostedService, IDisposable
{
    private const int Buckets = 1024;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    private readonly OverloadControl _control = new(limits.OverloadDelay);
    private readonly ThreadPoolWait _threadPool = new();
    private readonly ManualResetEventSlim _stop = new();
    private readonly int[] _counts = new int[Buckets];
    private Thread? _watch;
    private int _allowance = int.MaxValue;
    private long _lookedAt;
    private int _answered;
    private long _shed;

    /// <summary>Whether part of the requests is shed now.</summary>
    public bool IsOverloaded => Volatile.Read(ref _allowance) != int.MaxValue;

    /// <summary>Whether a request is to be shed.</summary>
    public bool Sheds(HttpContext context)
    {
        int allowance = Volatile.Read(ref _allowance);
        if (allowance == int.MaxValue)
        {
            return false;
        }

        // Sources that share a bucket share what one may send; there are many buckets and few heavy sources.
        int source = context.Connection.RemoteIpAddress?.GetHashCode() ?? 0;
        int sent = Interlocked.Increment(ref _counts[(uint)source % Buckets]);
        if (sent <= allowance)
        {
            Interlocked.Increment(ref _answered);
            return false;
        }

        Interlocked.Increment(ref _shed);
        return true;
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (limits.OverloadDelay > TimeSpan.Zero)
        {
            // A thread of its own: those of the pool are what there may be too few of.
            _watch = new Thread(Watch) { IsBackground = true, Name = "Overload watch" };
            _watch.Start();
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _stop.Set();
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _stop.Set();
        _watch?.Join();
        _stop.Dispose();
    }

    private void Watch()
    {
        do
        {
            Look(_threadPool.Measure());
        }
        while (!_stop.Wait(Interval));
    }

    private void Look(TimeSpan wait)
    {
        bool wasOverloaded = IsOverloaded;
        double part = Interval / Stopwatch.GetElapsedTime(_lookedAt); // where this thread, too, had to wait
        _lookedAt = Stopwatch.GetTimestamp();
        _control.Look(wait, wasOverloaded ? (int)(_counts.Max() * part) : 0, (int)(Interlocked.Exchange(ref _answered, 0) * part));
        Array.Clear(_counts);
        Volatile.Write(ref _allowance, _control.Level is { } level ? (int)Math.Min(level, int.MaxValue - 1) : int.MaxValue);
        if (IsOverloaded && !wasOverloaded)
        {
            OverloadBegan(wait.TotalMilliseconds);
        }
        else if (!IsOverloaded && wasOverloaded)
        {
            long shed = Interlocked.Exchange(ref _shed, 0);
            OverloadEnded(shed);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Overloaded: work waits {Milliseconds:F0} ms for a thread, so the AWS requests of those who send most get 503 until it does not")]
    private partial void OverloadBegan(double milliseconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "Overload over; {Shed} AWS requests got 503")]
    private partial void OverloadEnded(long shed);
}
