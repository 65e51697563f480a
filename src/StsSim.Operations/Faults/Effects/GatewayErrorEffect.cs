using System.Globalization;
using System.Text;
using StsSim.Operations.Worlds;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Faults.Effects;

/// <summary>
/// <c>{"type": "gatewayError", "status": 502}</c>: what a load balancer before the service says when it cannot reach it,
/// a page of HTML and no word of AWS's.
/// </summary>
public sealed class GatewayErrorEffect(int status, bool isEmpty, RetryHints hints) : FaultEffect
{
    public static GatewayErrorEffect Read(JsonCursor cursor)
    {
        cursor.IsObject("type", "status", "empty", "amzRetryAfterMs", "retryAfterSeconds");
        return new GatewayErrorEffect(cursor.OptionalWhole("status", 500, 599) ?? 502, cursor.OptionalFlag("empty"), RetryHints.Read(cursor));
    }

    public override ValueTask<AwsError?> BeforeAsync(AwsCall call, FiredFault fault) =>
        new(new AwsError(status, string.Create(CultureInfo.InvariantCulture, $"HTTP {status}"), null));

    public override ValueTask SendAsync(AnswerWire wire, ReadOnlyMemory<byte> body, FiredFault fault)
    {
        hints.AppendTo(wire);
        wire.RemoveHeader("x-amzn-RequestId"); // no request has reached the service
        if (isEmpty)
        {
            wire.ContentType = "";
            return wire.SendAsync(default);
        }

        string title = string.Create(CultureInfo.InvariantCulture, $"{status} {ReasonOf(status)}");
        wire.ContentType = "text/html";
        return wire.SendAsync(Encoding.ASCII.GetBytes(
            $"<html>\r\n<head><title>{title}</title></head>\r\n<body>\r\n<center><h1>{title}</h1></center>\r\n</body>\r\n</html>\r\n"));
    }

    private static string ReasonOf(int status) => status switch
    {
        500 => "Internal Server Error",
        502 => "Bad Gateway",
        503 => "Service Temporarily Unavailable",
        504 => "Gateway Time-out",
        _ => "Error",
    };
}
