using System.Globalization;
using StsSim.Operations.Worlds;

namespace StsSim.Operations.Faults.Effects;

/// <summary>When a refused client is told to come back. STS is not known to say so; other services and proxies do.</summary>
/// <param name="AmzRetryAfterMs"><c>x-amz-retry-after</c>, milliseconds.</param>
/// <param name="RetryAfterSeconds"><c>Retry-After</c>, seconds.</param>
public readonly record struct RetryHints(int? AmzRetryAfterMs, int? RetryAfterSeconds)
{
    private const int LongestSeconds = 86_400;

    public static RetryHints Read(JsonCursor cursor) => new(
        cursor.OptionalWhole("amzRetryAfterMs", 0, LongestSeconds * 1000), cursor.OptionalWhole("retryAfterSeconds", 0, LongestSeconds));

    public void AppendTo(AnswerWire wire)
    {
        if (AmzRetryAfterMs is { } ms)
        {
            wire.AppendHeader("x-amz-retry-after", ms.ToString(CultureInfo.InvariantCulture));
        }

        if (RetryAfterSeconds is { } seconds)
        {
            wire.AppendHeader("Retry-After", seconds.ToString(CultureInfo.InvariantCulture));
        }
    }
}
