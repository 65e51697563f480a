using StsSim.LoadTests.Scenarios;

namespace StsSim.LoadTests.CommandLine;

/// <summary>A run written down; what is not said is <see langword="null"/> or empty.</summary>
internal sealed record SettingsFile
{
    public static SettingsFile None { get; } = new();

    public Scenario? Scenario { get; init; }

    public TimeSpan? Duration { get; init; }

    public double? Rate { get; init; }

    public int? Seed { get; init; }

    public IReadOnlyList<string>? Clients { get; init; }

    public int? Copies { get; init; }

    public TimeSpan? Timeout { get; init; }

    public TimeSpan? WarmUp { get; init; }

    public IReadOnlyDictionary<string, double> Parameters { get; init; } = new Dictionary<string, double>();

    public IReadOnlyList<string> Thresholds { get; init; } = [];

    public IReadOnlyList<string> Expectations { get; init; } = [];
}
