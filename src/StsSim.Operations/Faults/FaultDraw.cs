namespace StsSim.Operations.Faults;

/// <summary>
/// The chance that one request has under one rule: numbers that follow from the seed, the rule and the request alone, so
/// that they are the same on every gateway and in every run.
/// </summary>
/// <remarks>A SplitMix64 stream (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).</remarks>
public struct FaultDraw(ulong ruleKey, ulong requestKey)
{
    private const ulong Golden = 0x9E37_79B9_7F4A_7C15;

    private ulong _state = Mix(ruleKey ^ Mix(requestKey + Golden));

    /// <summary>The next number, evenly spread over [0, 1).</summary>
    public double Next()
    {
        _state += Golden;
        return (Mix(_state) >> 11) * (1.0 / (1ul << 53));
    }

    /// <summary>One key of two.</summary>
    public static ulong Combine(ulong first, ulong second) => Mix(first ^ Mix(second + Golden));

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return z ^ (z >> 31);
    }
}
