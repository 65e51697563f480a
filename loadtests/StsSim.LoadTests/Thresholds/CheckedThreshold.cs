namespace StsSim.LoadTests.Thresholds;

/// <summary>A threshold beside what was measured.</summary>
/// <param name="Subject">The client group, phase or step that it was measured of.</param>
/// <param name="Observed">In the figure's unit; <see langword="null"/> where nothing was measured.</param>
internal sealed record CheckedThreshold(Threshold Threshold, string Subject, double? Observed, bool Held)
{
    public string ObservedText => Threshold.Figure.Show(Observed);

    public string Sentence => Held
        ? $"{Threshold.Text} held: {Subject} had {ObservedText}."
        : Observed is null
            ? $"{Threshold.Text} did not hold: nothing was measured of {Subject}."
            : $"{Threshold.Text} did not hold: {Subject} had {ObservedText}.";
}
