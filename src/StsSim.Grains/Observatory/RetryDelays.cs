using StsSim.Grains.Abstractions.Observatory;

namespace StsSim.Grains.Observatory;

/// <summary>Delays of retries, by what made the client retry and by which of its retries it was.</summary>
internal sealed class RetryDelays
{
    private const int Triggers = 4;

    private readonly DelayTally?[] _delays = new DelayTally?[Triggers * DelayHistogram.MostRetries];

    /// <param name="attempt">The number of the attempt that came after the delay: 2 for the first retry.</param>
    public void Add(RetryTrigger trigger, int attempt, double milliseconds)
    {
        int slot = ((int)trigger * DelayHistogram.MostRetries) + Math.Clamp(attempt - 2, 0, DelayHistogram.MostRetries - 1);
        (_delays[slot] ??= new DelayTally()).Add(milliseconds);
    }

    public void Add(RetryDelays other)
    {
        for (int slot = 0; slot < _delays.Length; slot++)
        {
            if (other._delays[slot] is { } tally)
            {
                (_delays[slot] ??= new DelayTally()).Add(tally);
            }
        }
    }

    public IReadOnlyList<DelayHistogram> Describe()
    {
        var histograms = new List<DelayHistogram>();
        for (int slot = 0; slot < _delays.Length; slot++)
        {
            if (_delays[slot] is { } tally)
            {
                histograms.Add(tally.Describe((slot % DelayHistogram.MostRetries) + 1, (RetryTrigger)(slot / DelayHistogram.MostRetries)));
            }
        }

        return histograms;
    }
}
