using System.Text;
using StsSim.LoadTests.Clients.Raw;

namespace StsSim.LoadTests.Tests.Clients.Raw;

public sealed class ResponseReaderTests
{
    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 11\r\nX: y\r\n\r\nhello world")]
    [InlineData("HTTP/1.1 200 OK\r\ntransfer-encoding: Chunked\r\n\r\n5\r\nhello\r\n006;a=b\r\n world\r\n0\r\nTrailer: yes\r\n\r\n")]
    public void An_answer_that_comes_byte_by_byte_is_complete_with_its_last_byte(string answer)
    {
        byte[] received = Encoding.ASCII.GetBytes(answer);
        var reader = default(ResponseReader);
        for (int count = 1; count < received.Length; count++)
        {
            Assert.Equal(ReadProgress.Incomplete, reader.Read(received.AsSpan(0, count), ended: false));
        }

        Assert.Equal(ReadProgress.Complete, reader.Read(received, ended: false));
        Assert.Equal("hello world", Encoding.ASCII.GetString(received, reader.BodyStart, reader.BodyLength));
        Assert.Equal((200, false), (reader.Status, reader.IsLast));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhelloHTTP/1.1")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\nHTTP/1.1")]
    public void More_than_was_asked_for_ends_the_connection(string answer)
    {
        var reader = default(ResponseReader);

        Assert.Equal(ReadProgress.Complete, reader.Read(Encoding.ASCII.GetBytes(answer), ended: false));
        Assert.True(reader.IsLast);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 5, 5\r\n\r\n")]
    [InlineData("HTTP/1.1 2x0 OK\r\n\r\n")]
    [InlineData("HTTP/1.1\r\n\r\n")]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhelloworld")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n123456789\r\n")]
    public void What_is_no_answer_is_malformed(string answer)
    {
        var reader = default(ResponseReader);

        Assert.Equal(ReadProgress.Malformed, reader.Read(Encoding.ASCII.GetBytes(answer), ended: false));
    }
}
