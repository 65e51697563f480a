using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using StsSim.LoadTests.Runs;

namespace StsSim.LoadTests.Workers;

/// <summary>Where workers join: lets in those that know the token, until all have come that are wanted.</summary>
internal sealed class WorkerEntrance : IDisposable
{
    private static readonly TimeSpan HelloLimit = TimeSpan.FromSeconds(10);

    private readonly TcpListener _listener;
    private readonly string _token;
    private readonly TimeProvider _time;
    private readonly Action<string> _tell;
    private readonly Channel<WorkerSeat> _arrivals = Channel.CreateUnbounded<WorkerSeat>();
    private readonly CancellationTokenSource _ended = new();

    /// <param name="address">Port 0 takes a free one.</param>
    /// <param name="tell">Takes a sentence about who was turned away.</param>
    /// <exception cref="CannotRunException">Somebody else listens there.</exception>
    public WorkerEntrance(IPEndPoint address, string token, TimeProvider time, Action<string> tell)
    {
        _token = token;
        _time = time;
        _tell = tell;
        _listener = new TcpListener(address);
        try
        {
            _listener.Start();
        }
        catch (SocketException failure)
        {
            throw new CannotRunException($"Workers cannot join at {address}: {failure.Message.TrimEnd('.')}.", failure);
        }

        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Takes in a worker that has come; false where none waits.</summary>
    public bool TryAdmit([NotNullWhen(true)] out WorkerSeat? worker) => _arrivals.Reader.TryRead(out worker);

    /// <summary>Completes when a worker waits to be taken in.</summary>
    public Task SomebodyAsync(CancellationToken cancellationToken) => _arrivals.Reader.WaitToReadAsync(cancellationToken).AsTask();

    /// <summary>From now on all who come are turned away.</summary>
    public void Close() => _ = RefuseAsync();

    public void Dispose()
    {
        _ended.Cancel();
        _listener.Dispose();
        while (_arrivals.Reader.TryRead(out WorkerSeat? worker))
        {
            worker.Connection.Dispose();
        }

        _ended.Dispose();
    }

    /// <summary>Welcomes all comers at once: one that says nothing, such as a probe, keeps nobody waiting.</summary>
    private async Task AcceptAsync()
    {
        CancellationToken ended = _ended.Token;
        while (!ended.IsCancellationRequested)
        {
            try
            {
                _ = WelcomeAsync(await _listener.AcceptTcpClientAsync(ended).ConfigureAwait(false), ended);
            }
            catch (Exception over) when (over is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                // It was gone before it was accepted.
            }
        }
    }

    private async Task WelcomeAsync(TcpClient client, CancellationToken ended)
    {
        WorkerConnection? worker = null;
        try
        {
            string from = $"{client.Client.RemoteEndPoint}";
            worker = new WorkerConnection(client);
            using var patience = new CancellationTokenSource(HelloLimit, _time);
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(ended, patience.Token);
            WorkerMessage? message = await worker.ReadAsync(stop.Token).ConfigureAwait(false);
            if (message?.Hello is { } hello)
            {
                if (CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(hello), Encoding.UTF8.GetBytes(_token)))
                {
                    await _arrivals.Writer.WriteAsync(new WorkerSeat(worker, message.Name ?? from), ended).ConfigureAwait(false);
                    return;
                }

                _tell($"Somebody at {from} whose token is another was turned away.");
            }
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
            // Who says nothing is no worker.
        }

        worker?.Dispose();
        client.Dispose();
    }

    /// <summary>A worker that takes the place of a lost one, or one too many, is told at once that it is not needed.</summary>
    private async Task RefuseAsync()
    {
        try
        {
            await foreach (WorkerSeat worker in _arrivals.Reader.ReadAllAsync(_ended.Token).ConfigureAwait(false))
            {
                _tell($"{worker.Name} came when all workers had joined, and was turned away.");
                await worker.TellAsync(new WorkerMessage { Error = "All workers of this run had joined already." }).ConfigureAwait(false);
                worker.Connection.Dispose();
            }
        }
        catch (OperationCanceledException)
        {
            // The run is over.
        }
    }
}
