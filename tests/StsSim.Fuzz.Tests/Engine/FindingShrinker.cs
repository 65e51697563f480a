namespace StsSim.Fuzz.Tests.Engine;

/// <summary>Makes an input smaller as long as it breaks the same thing.</summary>
internal static class FindingShrinker
{
    private const int MostTries = 3_000;

    /// <param name="breaks">Whether an input still breaks what the first one broke.</param>
    public static byte[] Shrink(byte[] input, Predicate<byte[]> breaks)
    {
        int tries = 0;
        for (int length = input.Length / 2; length > 0; length /= 2)
        {
            for (int at = 0; at + length <= input.Length && tries < MostTries;)
            {
                byte[] shorter = [.. input.AsSpan(0, at), .. input.AsSpan(at + length)];
                tries++;
                if (breaks(shorter))
                {
                    input = shorter;
                }
                else
                {
                    at += length;
                }
            }
        }

        return input;
    }
}
