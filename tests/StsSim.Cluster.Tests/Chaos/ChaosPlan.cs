using System.Globalization;

namespace StsSim.Cluster.Tests.Chaos;

/// <summary>How long a run lasts and what its disruptions are drawn from.</summary>
/// <param name="IsLong">Whether it is long enough to say whether memory grows.</param>
internal sealed record ChaosPlan(TimeSpan Duration, int Seed, bool IsLong)
{
    private const int SeedInCi = 1320211960;

    private static readonly TimeSpan InCi = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(5);

    /// <summary>By <c>STSSIM_CHAOS_MINUTES</c> and <c>STSSIM_CHAOS_SEED</c>; where they say nothing short, and of the same seed each time, long ones of another.</summary>
    public static ChaosPlan Read()
    {
        TimeSpan duration = double.TryParse(Setting("STSSIM_CHAOS_MINUTES"), CultureInfo.InvariantCulture, out double minutes) ? TimeSpan.FromMinutes(minutes) : InCi;
        bool isInCi = Setting("STSSIM_CHAOS_MINUTES") is null;
        int seed = int.TryParse(Setting("STSSIM_CHAOS_SEED"), CultureInfo.InvariantCulture, out int given) ? given : isInCi ? SeedInCi : Random.Shared.Next();
        return new ChaosPlan(duration, seed, duration >= Long);
    }

    private static string? Setting(string name) => Environment.GetEnvironmentVariable(name);
}
