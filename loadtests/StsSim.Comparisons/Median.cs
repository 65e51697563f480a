namespace StsSim.Comparisons;

internal static class Median
{
    /// <returns>Of an even number the mean of the two in the middle; no number where there are none.</returns>
    public static double Of(IEnumerable<double> figures)
    {
        double[] sorted = [.. figures.Order()];
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
