namespace StsSim.Grains.Observatory.Verdicts;

/// <summary>Durations as people write them.</summary>
internal static class DurationText
{
    /// <returns>E.g. <c>0.4 ms</c>, <c>50 ms</c>, <c>1.5 s</c>: two or three figures of it.</returns>
    public static string Of(double milliseconds) => milliseconds switch
    {
        < 10 => $"{milliseconds:0.#} ms",
        < 999.5 => $"{milliseconds:0} ms",
        < 9_995 => $"{milliseconds / 1000:0.##} s",
        _ => $"{milliseconds / 1000:0.#} s",
    };

    /// <returns>Rounded to two figures, for what was measured and not documented.</returns>
    public static string About(double milliseconds)
    {
        if (milliseconds < 1)
        {
            return Of(milliseconds);
        }

        double unit = Math.Pow(10, Math.Floor(Math.Log10(milliseconds)) - 1);
        return Of(Math.Round(milliseconds / unit) * unit);
    }
}
