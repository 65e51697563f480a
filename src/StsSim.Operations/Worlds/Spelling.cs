namespace StsSim.Operations.Worlds;

/// <summary>Guesses what somebody meant who misspelled a member's name.</summary>
internal static class Spelling
{
    /// <summary>The known name that is a few slips away, or <see langword="null"/>.</summary>
    public static string? Nearest(string name, ReadOnlySpan<string> known)
    {
        string? nearest = null;
        int least = int.MaxValue;
        foreach (string candidate in known)
        {
            int slips = Slips(name.ToLowerInvariant(), candidate.ToLowerInvariant());
            if (slips < least && slips <= Math.Max(1, candidate.Length / 4))
            {
                (nearest, least) = (candidate, slips);
            }
        }

        return nearest;
    }

    // The edits from one to the other: a letter more, a letter less, another letter, two letters swapped.
    private static int Slips(string from, string to)
    {
        int[] beforeLast = [], last = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 1; i <= from.Length; i++)
        {
            int[] row = new int[to.Length + 1];
            row[0] = i;
            for (int j = 1; j <= to.Length; j++)
            {
                int other = last[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                row[j] = Math.Min(other, Math.Min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                {
                    row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
                }
            }

            (beforeLast, last) = (last, row);
        }

        return last[to.Length];
    }
}
