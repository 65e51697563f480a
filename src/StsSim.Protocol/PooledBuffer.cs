using System.Buffers;
using System.Text;

namespace StsSim.Protocol;

/// <summary>A growing byte buffer on rented arrays, for canonical requests and response bodies.</summary>
/// <remarks>Not thread-safe. After <see cref="Reset"/> it may be written again and rents anew.</remarks>
public sealed class PooledBuffer(int initialCapacity = 2048) : IBufferWriter<byte>, IReusable, IDisposable
{
    private readonly int _initialCapacity = initialCapacity;
    private byte[] _bytes = [];
    private int _written;

    public int WrittenCount => _written;

    public int Capacity => _bytes.Length;

    public ReadOnlySpan<byte> WrittenSpan => _bytes.AsSpan(0, _written);

    public ReadOnlyMemory<byte> WrittenMemory => _bytes.AsMemory(0, _written);

    public void Advance(int count) => _written += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(_written);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(_written);
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(GetSpan(bytes.Length));
        _written += bytes.Length;
    }

    public void WriteByte(byte value)
    {
        GetSpan(1)[0] = value;
        _written++;
    }

    /// <summary>Appends text as UTF-8.</summary>
    public void WriteUtf8(ReadOnlySpan<char> text)
    {
        Span<byte> target = GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length));
        _written += Encoding.UTF8.GetBytes(text, target);
    }

    /// <summary>Appends each character as the one byte it was received as; see <see cref="WireRequest"/>.</summary>
    public void WriteLatin1(ReadOnlySpan<char> text)
    {
        _written += Encoding.Latin1.GetBytes(text, GetSpan(text.Length));
    }

    /// <summary>Forgets what was written and keeps the array.</summary>
    public void Clear() => _written = 0;

    public void Reset()
    {
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = [];
        }

        _written = 0;
    }

    public void Dispose() => Reset();

    private void Reserve(int sizeHint)
    {
        int needed = _written + Math.Max(sizeHint, 1);
        if (needed <= _bytes.Length)
        {
            return;
        }

        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(Math.Max(needed, _initialCapacity), _bytes.Length * 2));
        _bytes.AsSpan(0, _written).CopyTo(larger);
        if (_bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_bytes);
        }

        _bytes = larger;
    }
}
