namespace StsSim.Operations.Worlds;

/// <summary>Guesses what somebody meant who misspelled the name of a member or an option.</summary>
public static class Spelling
{
    /// <summary>The known name that is a few slips away, or <see langword="null"/>.</summary>
    public static string? Nearest(string name, ReadOnlySpan<string> known)
    {
        string? nearest = null;
        int least = int.MaxValue;
        foreach (string candidate in known)
        {
            int most = Math.Max(1, candidate.Length / 4);
            if (Math.Abs(name.Length - candidate.Length) <= most && CountSlips(name, candidate, most) is { } slips && slips < least)
            {
                (nearest, least) = (candidate, slips);
            }
        }

        return nearest;
    }

    // The edits from one to the other, whatever their case: a letter more, a letter less, another letter, two letters swapped.
    // Null where they are more than so many, which is found out early: a file may have thousands of names.
    private static int? CountSlips(string from, string to, int most)
    {
        int width = to.Length + 1;
        int[] rows = new int[3 * width];
        Span<int> beforeLast = rows.AsSpan(0, width), last = rows.AsSpan(width, width), row = rows.AsSpan(2 * width);
        int leastOfLast = 0;
        for (int j = 0; j < width; j++)
        {
            last[j] = j;
        }

        for (int i = 1; i <= from.Length; i++)
        {
            int least = row[0] = i;
            for (int j = 1; j < width; j++)
            {
                int other = last[j - 1] + (IsSame(from[i - 1], to[j - 1]) ? 0 : 1);
                row[j] = Math.Min(other, Math.Min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && IsSame(from[i - 1], to[j - 2]) && IsSame(from[i - 2], to[j - 1]))
                {
                    row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
                }

                least = Math.Min(least, row[j]);
            }

            if (least > most && leastOfLast > most)
            {
                return null;
            }

            leastOfLast = least;
            Span<int> free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }

        return last[^1] <= most ? last[^1] : null;
    }

    private static bool IsSame(char one, char other) => one == other || char.ToLowerInvariant(one) == char.ToLowerInvariant(other);
}
