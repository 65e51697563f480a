using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
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

    public static async ValueTask<(AwsError? Refusal, RequestBody Body)> ReadAsync(HttpRequest request, long limit)
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
            }
        }
        catch (BadHttpRequestException e)
        {
            // Kestrel would look for another request behind what is none, and log that it cannot.
            request.HttpContext.Response.Headers.Connection = "close";
            return (e.StatusCode switch
            {
                StatusCodes.Status408RequestTimeout => StsErrors.RequestTimeout,
                StatusCodes.Status413PayloadTooLarge => StsErrors.RequestEntityTooLarge,
                _ => StsErrors.IncompleteBody,
            }, default);
        }
    }

    public void Release() => _reader?.AdvanceTo(_end);
}
