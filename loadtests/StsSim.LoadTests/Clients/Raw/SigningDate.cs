using System.Globalization;

namespace StsSim.LoadTests.Clients.Raw;

/// <summary>The time of a signature as it is written, which is written anew once a second.</summary>
internal sealed class SigningDate
{
    private const int DayLength = 8;

    private readonly byte[] _time = new byte["yyyyMMddTHHmmssZ".Length];
    private long _second = long.MinValue;

    /// <summary>ISO 8601 in its basic form.</summary>
    public ReadOnlySpan<byte> Time => _time;

    public ReadOnlySpan<byte> Day => _time.AsSpan(0, DayLength);

    public void MoveTo(DateTimeOffset now)
    {
        long second = now.ToUnixTimeSeconds();
        if (second != _second)
        {
            now.UtcDateTime.TryFormat(_time, out _, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
            _second = second;
        }
    }
}
