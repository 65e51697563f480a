using System.Security.Cryptography;

namespace StsSim.Iam.Credentials;

/// <summary>
/// Bytes of the system's cryptographic generator, drawn ahead by each thread: a call of it costs as much for a nonce as for
/// a kilobyte. What was handed out is wiped.
/// </summary>
public static class RandomBytes
{
    private const int DrawnAhead = 1024;

    [ThreadStatic]
    private static byte[]? _drawn;

    [ThreadStatic]
    private static int _left;

    public static void Fill(Span<byte> destination)
    {
        if (destination.Length > DrawnAhead)
        {
            RandomNumberGenerator.Fill(destination);
            return;
        }

        byte[] drawn = _drawn ??= new byte[DrawnAhead];
        if (_left < destination.Length)
        {
            RandomNumberGenerator.Fill(drawn);
            _left = DrawnAhead;
        }

        Span<byte> taken = drawn.AsSpan(_left - destination.Length, destination.Length);
        taken.CopyTo(destination);
        taken.Clear();
        _left -= destination.Length;
    }

    /// <summary>A random UUID (RFC 9562, version 4): <see cref="Guid.NewGuid"/> asks the system for each.</summary>
    public static Guid NextUuid()
    {
        Span<byte> drawn = stackalloc byte[16];
        Fill(drawn);
        drawn[6] = (byte)((drawn[6] & 0x0F) | 0x40);
        drawn[8] = (byte)((drawn[8] & 0x3F) | 0x80);
        return new Guid(drawn, bigEndian: true);
    }

    /// <summary>An even draw from 0 up to a bound of at most 256.</summary>
    public static int Next(int bound)
    {
        // What lies beyond the last whole multiple is drawn again.
        int even = 256 / bound * bound;
        byte drawn = 0;
        do
        {
            Fill(new Span<byte>(ref drawn));
        }
        while (drawn >= even);

        return drawn % bound;
    }
}
