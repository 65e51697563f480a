using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using StsSim.Operations.Faults;

namespace StsSim.Gateway;

/// <summary>The connection of an HTTP request, down to its socket.</summary>
internal sealed class HttpAnswerWire(HttpContext context, TimeProvider time, CancellationToken gone) : AnswerWire
{
    private static readonly TimeSpan LongestFarewell = TimeSpan.FromSeconds(1);

    // A reset drops what the socket has not sent yet, and nothing tells when it has.
    private static readonly TimeSpan TimeToLeave = TimeSpan.FromMilliseconds(25);

    private bool _hasWritten;

    /// <summary>When the connection was cut, so that the answer, or what was left of it, is lost: a timestamp of the clock; or <see langword="null"/>.</summary>
    public long? CutAt { get; private set; }

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

    public override void RemoveHeader(string name) => Response.Headers.Remove(name);

    public override async ValueTask SendAsync(ReadOnlyMemory<byte> body)
    {
        Response.ContentLength = body.Length;
        await Response.BodyWriter.WriteAsync(body, gone);
    }

    public override async ValueTask BeginAsync(long contentLength)
    {
        _hasWritten = true;
        Response.ContentLength = contentLength;
        await Response.StartAsync(gone);
        await Response.BodyWriter.FlushAsync(gone);
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> piece)
    {
        await Response.BodyWriter.WriteAsync(piece, gone);
        await Response.BodyWriter.FlushAsync(gone);
    }

    // Under TLS this goes through the encryption, as everything of the connection does.
    public override async ValueTask WriteRawAsync(ReadOnlyMemory<byte> bytes)
    {
        _hasWritten = true;
        if (context.Features.Get<IConnectionTransportFeature>() is { Transport.Output: { } output })
        {
            await output.WriteAsync(bytes, gone);
        }
    }

    // The transport sends what it still has, and then FIN; under TLS a close_notify before it. Kestrel ends connections that it aborts with RST, so the client
    // gets the time to close its end first.
    public override async ValueTask CloseAsync()
    {
        CutAt ??= time.GetTimestamp();
        if (context.Features.Get<ISslStreamFeature>() is { } tls)
        {
            await tls.SslStream.ShutdownAsync();
        }

        IDuplexPipe? transport = context.Features.Get<UnderlyingTransport>()?.Transport ?? context.Features.Get<IConnectionTransportFeature>()?.Transport;
        if (transport is not null)
        {
            await transport.Output.CompleteAsync();
            await Task.Delay(LongestFarewell, gone).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        context.Abort();
    }

    public override async ValueTask ResetAsync()
    {
        CutAt ??= time.GetTimestamp();
        if (_hasWritten)
        {
            await Task.Delay(TimeToLeave, gone).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        context.Abort();
    }

    public override void CloseAfterAnswer() => Response.Headers.Connection = "close";
}
