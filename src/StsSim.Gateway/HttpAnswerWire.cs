using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using StsSim.Operations.Faults;

namespace StsSim.Gateway;

/// <summary>The connection of an HTTP request, down to its socket.</summary>
internal sealed class HttpAnswerWire(HttpContext context, CancellationToken gone) : AnswerWire
{
    private HttpResponse Response => context.Response;

    public override CancellationToken Gone => gone;

    public override int Status
    {
        get => Response.StatusCode;
        set => Response.StatusCode = value;
    }

    public override string ContentType
    {
        get => Response.ContentType ?? "";
        set => Response.ContentType = value.Length == 0 ? null : value;
    }

    public override void AppendHeader(string name, string value) => Response.Headers.Append(name, value);

    public override async ValueTask SendAsync(ReadOnlyMemory<byte> body)
    {
        Response.ContentLength = body.Length;
        await Response.BodyWriter.WriteAsync(body, gone);
    }

    public override async ValueTask BeginAsync(long contentLength)
    {
        Response.ContentLength = contentLength;
        await Response.StartAsync(gone);
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> piece)
    {
        await Response.BodyWriter.WriteAsync(piece, gone);
        await Response.BodyWriter.FlushAsync(gone);
    }

    // Under TLS this goes through the encryption, as everything of the connection does.
    public override async ValueTask WriteRawAsync(ReadOnlyMemory<byte> bytes)
    {
        if (context.Features.Get<IConnectionTransportFeature>() is { Transport.Output: { } output })
        {
            await output.WriteAsync(bytes, gone);
        }
    }

    // What was written is on its way before the FIN; the client is given the time to see it.
    public override ValueTask CloseAsync()
    {
        Socket?.Shutdown(SocketShutdown.Send);
        context.Abort();
        return ValueTask.CompletedTask;
    }

    public override void Reset()
    {
        if (Socket is { } socket)
        {
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
            socket.Close(); // with nothing to linger for, closing it resets the connection
        }

        context.Abort();
    }

    public override void CloseAfterAnswer() => Response.Headers.Connection = "close";

    private Socket? Socket => context.Features.Get<IConnectionSocketFeature>()?.Socket;
}
