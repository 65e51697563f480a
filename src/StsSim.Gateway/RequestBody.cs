using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using StsSim.Gateway.Limits;
using StsSim.Operations.Sts;
using StsSim.Protocol.Errors;

namespace StsSim.Gateway;

/// <summary>
/// Reads a whole body without copying it where it lies in one piece. The bytes stay valid until
/// <see cref="Release"/>.
/// </summary>
internal readonly struct RequestBody
{
    private readonly PipeReader? _reader;
    private readonly SequencePosition _end;

    private RequestBody(PipeReader reader, ReadOnlySequence<byte> buffer)
    {
        _reader = reader;
        _end = buffer.End;
        Bytes = buffer.IsSingleSegment ? buffer.First : buffer.ToArray();
    }

    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Reads a body of at most <paramref name="limit"/> bytes, or says why not.</summary>
    /// <param name="memory">What keeps a body that comes in pieces has to be there; 503 where it is not.</param>
    public static async ValueTask<(AwsError? Refusal, RequestBody Body)> ReadAsync(HttpRequest request, long limit, MemoryUnderWay memory)
    {
        if (request.ContentLength is 0 || (request.ContentLength is null && HttpMethods.IsGet(request.Method) && !request.Headers.ContainsKey("Transfer-Encoding")))
        {
            return (null, default);
        }

        if (request.ContentLength > limit)
        {
            return (StsErrors.RequestEntityTooLarge, default);
        }

        PipeReader reader = request.BodyReader;
        long taken = 0;
        try
        {
            while (true)
            {
                ReadResult result = await reader.ReadAsync(request.HttpContext.RequestAborted);
                if (result.Buffer.Length > limit)
                {
                    reader.AdvanceTo(result.Buffer.End);
                    return (StsErrors.RequestEntityTooLarge, default);
                }

                if (result.IsCompleted)
                {
                    return (null, new RequestBody(reader, result.Buffer));
                }

                reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
                long expected = request.ContentLength ?? limit;
                if (taken == 0 && !memory.TryTake(expected))
                {
                    return (StsErrors.ServiceUnavailable, default);
                }

                taken = expected;
            }
        }
        catch (IOException e) when (e is BadHttpRequestException || OversizedChunk.IsReasonOf(e))
        {
            // Kestrel would look for another request behind what is none, and log that it cannot.
            request.HttpContext.Response.Headers.Connection = "close";
            return (e switch
            {
                BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout } => StsErrors.RequestTimeout,
                BadHttpRequestException { StatusCode: not StatusCodes.Status413PayloadTooLarge } => StsErrors.IncompleteBody,
                _ => StsErrors.RequestEntityTooLarge,
            }, default);
        }
        finally
        {
            memory.GiveBack(taken);
        }
    }

    public void Release() => _reader?.AdvanceTo(_end);
}
