namespace StsSim.LoadTests.Engine;

/// <summary>The intended starts of a run, fixed by simulations, spacing and seed before the first is sent.</summary>
internal sealed class ArrivalSchedule(IReadOnlyList<ArrivalSimulation> simulations, ArrivalSpacing spacing, int seed)
{
    public IEnumerable<TimeSpan> IntendedStarts()
    {
        var random = new Random(seed);
        var start = TimeSpan.Zero;
        double expected = spacing == ArrivalSpacing.Even ? 0 : NextGap(random);

        // Poisson arrivals of unit rate, read through the inverse of the expected count, are Poisson arrivals of
        // the simulated rate; what a stretch leaves over is carried into the next, so no boundary adds a gap.
        foreach (ArrivalSimulation simulation in simulations)
        {
            double total = simulation.TotalArrivals;
            while (expected < total)
            {
                yield return start + simulation.TimeOfArrival(expected);
                expected += NextGap(random);
            }

            expected -= total;
            start += simulation.During;
        }
    }

    private double NextGap(Random random) =>
        spacing == ArrivalSpacing.Even ? 1 : -Math.Log(1 - random.NextDouble());
}
