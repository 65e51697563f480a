using Microsoft.AspNetCore.Http;

namespace StsSim.Gateway.Control;

/// <summary>
/// A request's body that ends in a 413 where it is longer than it may be. Kestrel's own limit resets the connection, and
/// who is still sending then never sees the answer; without it, Kestrel reads what comes to its end.
/// </summary>
internal sealed class BoundedBody(Stream body, long limit) : Stream
{
    private long _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _read;
        set => throw new NotSupportedException();
    }

    /// <exception cref="BadHttpRequestException">There is more than the limit allows.</exception>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            int count = await body.ReadAsync(buffer, cancellationToken);
            _read += count;
            return _read <= limit ? count : throw TooLong();
        }
        catch (IOException e) when (OversizedChunk.IsReasonOf(e))
        {
            throw TooLong();
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Bodies are read asynchronously.");

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private BadHttpRequestException TooLong() => new($"The body is longer than {limit} bytes.", StatusCodes.Status413PayloadTooLarge);
}
