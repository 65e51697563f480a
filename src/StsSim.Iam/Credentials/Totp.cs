using System.Buffers.Binary;
using System.Security.Cryptography;

namespace StsSim.Iam.Credentials;

/// <summary>
/// Time-based one-time passwords of a virtual MFA device (RFC 6238): HMAC-SHA-1, six digits, steps of 30 seconds.
/// </summary>
public static class Totp
{
    public const int Digits = 6;

    /// <summary>How many steps a device's clock may be off, either way.</summary>
    public const int Window = 1;

    private const int StepSeconds = 30;
    private const int Modulus = 1_000_000;

    /// <summary>The running number of the step an instant lies in.</summary>
    public static long StepOf(DateTimeOffset instant) => instant.ToUnixTimeSeconds() / StepSeconds;

    /// <summary>The code of a step, as a number of up to six digits.</summary>
    public static int Code(ReadOnlySpan<byte> seed, long step)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // What MFA devices compute: the RFC's default
        HMACSHA1.HashData(seed, counter, hash);
#pragma warning restore CA5350
        int offset = hash[^1] & 0x0F;
        return (int)((BinaryPrimitives.ReadUInt32BigEndian(hash[offset..]) & 0x7FFF_FFFF) % Modulus);
    }

    /// <summary>
    /// The later of two consecutive steps whose codes these are, within <paramref name="window"/> steps of
    /// <paramref name="now"/> either way, or <see langword="null"/>.
    /// </summary>
    public static long? FindSecondStep(ReadOnlySpan<byte> seed, int first, int second, DateTimeOffset now, int window)
    {
        long present = StepOf(now);
        for (long step = present - window; step <= present + window; step++)
        {
            if (Code(seed, step) == second && Code(seed, step - 1) == first)
            {
                return step;
            }
        }

        return null;
    }

    /// <summary>The step near <paramref name="now"/> whose code this is, or <see langword="null"/>.</summary>
    /// <param name="drift">By how many steps the device's clock is known to be ahead.</param>
    public static long? FindStep(ReadOnlySpan<byte> seed, int code, DateTimeOffset now, int drift = 0)
    {
        long present = StepOf(now) + drift;
        for (long step = present - Window; step <= present + Window; step++)
        {
            if (Code(seed, step) == code)
            {
                return step;
            }
        }

        return null;
    }
}
