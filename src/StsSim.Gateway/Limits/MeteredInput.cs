using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Connections;

namespace StsSim.Gateway.Limits;

/// <summary>
/// What a connection receives. The web server reads a head of any length that it may have before anybody can refuse it, so memory is
/// set aside for one that grows, of all connections together, and a connection for which there is none left is closed. Used by one
/// reader at a time, as every pipe is.
/// </summary>
internal sealed class MeteredInput(PipeReader input, MemoryUnderWay memory, ConnectionContext connection) : PipeReader, IDuplexPipe
{
    // Hardly any client sends more; of so little each connection may have its own.
    private const int Free = 32 * 1024;
    private const int Step = 64 * 1024;

    // What arrived, and texts of it with two bytes a character.
    private const int MemoryPerByte = 3;

    private readonly PipeWriter _output = connection.Transport.Output;
    private ReadOnlySequence<byte> _seen;
    private long _left;
    private long _head;
    private long _taken;
    private bool _isRequestUnderWay;

    PipeReader IDuplexPipe.Input => this;

    PipeWriter IDuplexPipe.Output => _output;

    /// <summary>The head is complete: what comes now is of the body, which has a limit of its own.</summary>
    public void EndHead()
    {
        _isRequestUnderWay = true;
        Forget();
    }

    /// <summary>The request was answered: what comes now is of the next head.</summary>
    public void BeginHead() => _isRequestUnderWay = false;

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        Meter();
        ReadResult result = await input.ReadAsync(cancellationToken);
        Note(result.Buffer);
        return result;
    }

    public override bool TryRead(out ReadResult result)
    {
        Meter();
        if (!input.TryRead(out result))
        {
            return false;
        }

        Note(result.Buffer);
        return true;
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        _left = _seen.Slice(consumed).Length;
        _seen = default;
        input.AdvanceTo(consumed, examined);
    }

    public override void CancelPendingRead() => input.CancelPendingRead();

    public override void Complete(Exception? exception = null) => input.Complete(exception);

    /// <summary>What was set aside is free again.</summary>
    public void Forget()
    {
        if (_taken > 0)
        {
            memory.GiveBack(_taken);
        }

        (_head, _taken) = (0, 0);
    }

    private void Note(in ReadOnlySequence<byte> buffer)
    {
        _seen = buffer;
        if (!_isRequestUnderWay)
        {
            _head += buffer.Length - _left;
        }
    }

    // Asked for more while no request is under way, all that came was of the head; before, a body may have come along with it.
    private void Meter()
    {
        while (_head > Free + (_taken / MemoryPerByte) && !_isRequestUnderWay)
        {
            if (!memory.TryTake(Step * MemoryPerByte))
            {
                connection.Abort(new ConnectionAbortedException("The heads and bodies on their way have no room for this one."));
                return;
            }

            _taken += Step * MemoryPerByte;
        }
    }
}
