using System.Buffers;
using System.Text.Json;
using System.Threading.Channels;
using Amazon.SecurityToken.Model;

namespace StsSim.LoadTests.DotNetV3Driver;

/// <summary>The lines that the generator reads, written whole and in order, whichever call they come from.</summary>
internal sealed class AnswerLines : IAsyncDisposable
{
    private readonly Stream _output;
    private readonly Channel<ReadOnlyMemory<byte>> _waiting = Channel.CreateUnbounded<ReadOnlyMemory<byte>>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task _writing;

    public AnswerLines(Stream output)
    {
        _output = output;
        _writing = WriteAsync();
    }

    public void Ready(string client, IEnumerable<string> operations) => Put(json =>
    {
        json.WriteStartObject("ready");
        json.WriteString("client", client);
        json.WriteStartArray("operations");
        foreach (string operation in operations)
        {
            json.WriteStringValue(operation);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    public void CannotStart(string sentence) => Put(json => json.WriteString("error", sentence));

    public void Wire(long id, string what) => Put(json =>
    {
        json.WriteString("wire", what);
        json.WriteNumber("id", id);
    });

    public void Answer(CallTrace trace, string outcome, string? code, Credentials? issued) => Put(json =>
    {
        json.WriteNumber("id", trace.Id);
        json.WriteString("outcome", outcome);
        if (code is not null)
        {
            json.WriteString("code", code);
        }

        json.WriteNumber("attempts", trace.Attempts);
        json.WriteNumber("throttles", trace.Throttles);
        if (issued is not null)
        {
            json.WriteStartObject("issued");
            json.WriteString("accessKeyId", issued.AccessKeyId);
            json.WriteString("secretAccessKey", issued.SecretAccessKey);
            json.WriteString("sessionToken", issued.SessionToken);
            json.WriteString("expiration", issued.Expiration.ToUniversalTime());
            json.WriteEndObject();
        }
    });

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.Complete();
        await _writing.ConfigureAwait(false);
    }

    private void Put(Action<Utf8JsonWriter> members)
    {
        var line = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(line))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        line.Write("\n"u8);
        _waiting.Writer.TryWrite(line.WrittenMemory);
    }

    private async Task WriteAsync()
    {
        await foreach (ReadOnlyMemory<byte> line in _waiting.Reader.ReadAllAsync().ConfigureAwait(false))
        {
            await _output.WriteAsync(line).ConfigureAwait(false);
        }
    }
}
