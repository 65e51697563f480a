using System.Globalization;

namespace StsSim.Fuzz.Tests.Engine;

/// <summary>How long and from which seed to fuzz, as the environment says.</summary>
/// <param name="Seed"><c>STSSIM_FUZZ_SEED</c>.</param>
/// <param name="Duration"><c>STSSIM_FUZZ_SECONDS</c> for each target; <see langword="null"/> for a fixed number of inputs.</param>
/// <param name="Target"><c>STSSIM_FUZZ_TARGET</c>, the only one to run; <see langword="null"/> for all.</param>
/// <param name="Findings"><c>STSSIM_FUZZ_FINDINGS</c>, the folder where inputs are written that broke something.</param>
internal sealed record FuzzSettings(int Seed, TimeSpan? Duration, string? Target, string Findings)
{
    public const int DefaultInputs = 2_000;

    private const int DefaultSeed = 20261127;

    /// <summary>How long one input may take before it counts as a hang: nothing that is merely slow takes as long.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(2);

    public static FuzzSettings OfEnvironment() => new(
        Number("STSSIM_FUZZ_SEED") ?? DefaultSeed,
        Number("STSSIM_FUZZ_SECONDS") is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        Environment.GetEnvironmentVariable("STSSIM_FUZZ_TARGET") is { Length: > 0 } target ? target : null,
        Environment.GetEnvironmentVariable("STSSIM_FUZZ_FINDINGS") is { Length: > 0 } folder ? folder : Path.Combine(AppContext.BaseDirectory, "NewFindings"));

    private static int? Number(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) ? value : null;
}
