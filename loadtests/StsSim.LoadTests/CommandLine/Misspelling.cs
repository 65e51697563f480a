namespace StsSim.LoadTests.CommandLine;

/// <summary>Finds what was meant by a name that there is not.</summary>
internal static class Misspelling
{
    /// <summary>A sentence, with a blank before it, that asks whether the nearest name was meant; empty where none is near.</summary>
    public static string Hint(string typed, IEnumerable<string> known)
    {
        (string Name, int Distance) nearest = known.Select(name => (name, Distance(typed, name))).DefaultIfEmpty(("", int.MaxValue)).MinBy(entry => entry.Item2);
        return nearest.Distance <= Math.Max(1, typed.Length / 4)
            ? $" Did you mean '{nearest.Name}'?"
            : "";
    }

    /// <summary>How many letters are to be put in, left out or replaced (Levenshtein), whatever their case.</summary>
    private static int Distance(string from, string to)
    {
        int[] row = [.. Enumerable.Range(0, to.Length + 1)];
        for (int letter = 1; letter <= from.Length; letter++)
        {
            int diagonal = row[0];
            row[0] = letter;
            for (int column = 1; column <= to.Length; column++)
            {
                int replaced = diagonal + (char.ToUpperInvariant(from[letter - 1]) == char.ToUpperInvariant(to[column - 1]) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.Min(replaced, Math.Min(row[column], row[column - 1]) + 1);
            }
        }

        return row[^1];
    }
}
