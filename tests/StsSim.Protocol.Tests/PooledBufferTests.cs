using System.Text;

namespace StsSim.Protocol.Tests;

public sealed class PooledBufferTests
{
    [Fact]
    public void What_is_written_piecemeal_is_read_back_whole()
    {
        var random = new Random(20110615);
        using var buffer = new PooledBuffer(initialCapacity: 16);
        var expected = new List<byte>();
        for (int i = 0; i < 500; i++)
        {
            byte[] piece = new byte[random.Next(0, 90)];
            random.NextBytes(piece);
            buffer.Write(piece);
            buffer.WriteByte((byte)i);
            expected.AddRange(piece);
            expected.Add((byte)i);
        }

        Assert.Equal(expected.Count, buffer.WrittenCount);
        Assert.Equal(expected.ToArray(), buffer.WrittenSpan.ToArray());
        Assert.Equal(expected.ToArray(), buffer.WrittenMemory.ToArray());
    }

    [Theory]
    [InlineData("")]
    [InlineData("plain")]
    [InlineData("žluťoučký 漢字 \U0001F600")]
    public void Text_is_written_as_utf8(string text)
    {
        using var buffer = new PooledBuffer(1);
        buffer.WriteUtf8(text);
        Assert.Equal(Encoding.UTF8.GetBytes(text), buffer.WrittenSpan.ToArray());
    }

    [Fact]
    public void Latin1_keeps_every_byte_as_it_was_received()
    {
        byte[] all = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        using var buffer = new PooledBuffer(1);
        buffer.WriteLatin1(Encoding.Latin1.GetString(all));
        Assert.Equal(all, buffer.WrittenSpan.ToArray());
    }

    [Fact]
    public void Advance_makes_bytes_of_a_span_count_as_written()
    {
        using var buffer = new PooledBuffer(4);
        "sts"u8.CopyTo(buffer.GetSpan(3));
        buffer.Advance(3);
        "!"u8.CopyTo(buffer.GetMemory(1).Span);
        buffer.Advance(1);
        Assert.Equal("sts!"u8.ToArray(), buffer.WrittenSpan.ToArray());
    }

    [Fact]
    public void Clear_forgets_the_bytes_and_keeps_the_array()
    {
        using var buffer = new PooledBuffer(64);
        buffer.Write("first"u8);
        int capacity = buffer.Capacity;
        buffer.Clear();
        Assert.Equal(0, buffer.WrittenCount);
        Assert.Equal(capacity, buffer.Capacity);
    }

    [Fact]
    public void A_disposed_buffer_may_be_written_again()
    {
        var buffer = new PooledBuffer(64);
        buffer.Write("first"u8);
        buffer.Dispose();
        buffer.Dispose();
        Assert.Equal(0, buffer.Capacity);

        buffer.Write("second"u8);
        Assert.Equal("second"u8.ToArray(), buffer.WrittenSpan.ToArray());
        buffer.Dispose();
    }
}
