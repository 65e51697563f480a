namespace StsSim.LoadTests.CommandLine;

/// <summary>How much can be asked for, on the command line and in settings files alike.</summary>
internal static class LoadLimits
{
    public static ValueRange<double> Rate { get; } = new(1, 200_000);

    public static ValueRange<int> Copies { get; } = new(1, 2_000);

    public static ValueRange<TimeSpan> Duration { get; } = new(TimeSpan.FromSeconds(3), TimeSpan.FromHours(24));

    /// <summary>Of what is waited for.</summary>
    public static ValueRange<TimeSpan> Wait { get; } = new(TimeSpan.FromMilliseconds(1), TimeSpan.FromHours(1));
}
