using System.Globalization;

namespace StsSim.Comparisons.Load;

/// <summary>Lines that say how far a long load has come.</summary>
internal static class ProgressLines
{
    private const int Every = 5;

    /// <summary>What is to be told every second; it writes every five.</summary>
    /// <param name="requests">How many there will be.</param>
    public static Action<long> Of(TextWriter progress, long requests)
    {
        int told = 0;
        return answered =>
        {
            if (++told % Every == 0)
            {
                progress.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {answered:N0} of {requests:N0}"));
            }
        };
    }
}
