using System.Globalization;
using System.Text;
using StsSim.Operations.Worlds;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Faults.Effects;

/// <summary>
/// <c>{"type": "error", "code": "Throttling"}</c>: an AWS error, with the status and message that belong to its code or
/// with others, and with hints when to come back: <c>amzRetryAfterMs</c> (<c>x-amz-retry-after</c>, which SDKs of the
/// generation of November 2026 heed) and <c>retryAfterSeconds</c> (<c>Retry-After</c>).
/// </summary>
public sealed class ErrorEffect : FaultEffect
{
    private const int LongestText = 2048;

    private readonly AwsError _error;
    private readonly RetryHints _hints;
    private readonly ErrorBody _body;

    private ErrorEffect(AwsError error, RetryHints hints, ErrorBody body)
    {
        _error = error;
        _hints = hints;
        _body = body;
    }

    public static ErrorEffect Read(JsonCursor cursor)
    {
        cursor.IsObject("type", "code", "status", "message", "amzRetryAfterMs", "retryAfterSeconds", "body");
        string code = cursor.RequiredWord("code");
        int? status = cursor.OptionalWhole("status", 400, 599);
        string? message = cursor.OptionalText("message");
        AwsError? known = FaultErrors.Find(code);
        if (code.Length > LongestText || code.Any(c => c is <= ' ' or > '~'))
        {
            cursor.At($"{cursor.Path}.code", default).Error("must be a code such as Throttling: printable ASCII without spaces");
        }
        else if (known is null && status is null && code.Length > 0)
        {
            string guess = Spelling.Nearest(code, FaultErrors.Codes.ToArray()) is { } near ? $"; did you mean {near}?" : "";
            cursor.At($"{cursor.Path}.code", default).Error($"is no error known here{guess}; one of your own needs a status");
        }

        if (message?.Length > LongestText)
        {
            cursor.At($"{cursor.Path}.message", default).Error($"must be no longer than {LongestText} characters");
        }

        return new ErrorEffect(
            new AwsError(status ?? known?.Status ?? 400, code, message ?? known?.Message), RetryHints.Read(cursor), cursor.Choice("body", ErrorBody.Aws));
    }

    public override ValueTask<AwsError?> BeforeAsync(AwsCall call, FiredFault fault)
    {
        bool named = _error.Message?.Contains("{account}", StringComparison.Ordinal) is true;
        AwsError error = named ? _error with { Message = _error.Message!.Replace("{account}", $"{call.PayingAccount?.Id}", StringComparison.Ordinal) } : _error;
        return new ValueTask<AwsError?>(error);
    }

    public override ValueTask SendAsync(AnswerWire wire, ReadOnlyMemory<byte> body, FiredFault fault)
    {
        _hints.AppendTo(wire);
        if (_body == ErrorBody.Aws)
        {
            return wire.SendAsync(body);
        }

        wire.ContentType = _body == ErrorBody.Text ? "text/plain" : "";
        string text = _body == ErrorBody.Text ? string.Create(CultureInfo.InvariantCulture, $"{_error.Code}: {_error.Message}\n") : "";
        return wire.SendAsync(Encoding.UTF8.GetBytes(text));
    }
}
