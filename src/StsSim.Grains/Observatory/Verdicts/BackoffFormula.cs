namespace StsSim.Grains.Observatory.Verdicts;

/// <summary>How long a client means to wait before a retry.</summary>
/// <param name="BaseMs">Before the first retry, at most.</param>
/// <param name="Growth">By which it grows with every further retry: 2 where it doubles, 1 where it stays.</param>
/// <param name="CapMs">The longest; infinite where there is no limit.</param>
internal sealed record BackoffFormula(
    double BaseMs, double Growth, double CapMs, JitterKind Jitter, CapRule Cap = CapRule.BeforeJitter)
{
    /// <summary>Delays of nothing up to a limit that doubles.</summary>
    public static BackoffFormula FullJitter(double baseMs, double capMs = 20_000, CapRule cap = CapRule.BeforeJitter) =>
        new(baseMs, Growth: 2, capMs, JitterKind.Full, cap);

    /// <summary>The delays before a retry.</summary>
    /// <param name="retry">Its number, from 1.</param>
    public IReadOnlyList<DelaySegment> Before(int retry)
    {
        double uncapped = BaseMs * Math.Pow(Growth, retry - 1);
        double width = Math.Min(uncapped, CapMs);
        if (uncapped > CapMs && Cap == CapRule.InsteadOfJitter)
        {
            return [new(1, CapMs, CapMs)];
        }

        double least = Jitter switch { JitterKind.None => 1, JitterKind.Half => 0.5, _ => 0 };
        if (uncapped > CapMs && Cap == CapRule.AfterJitter)
        {
            double from = Math.Min(least * uncapped, CapMs);
            double below = (CapMs - from) / Math.Max(uncapped - (least * uncapped), double.Epsilon);
            return below > 0 ? [new(below, from, CapMs), new(1 - below, CapMs, CapMs)] : [new(1, CapMs, CapMs)];
        }

        return [new(1, least * width, width)];
    }

    /// <returns>In figures, with k from 0, e.g. <c>U(0,1) · min(1 s · 2^k, 20 s)</c>.</returns>
    public override string ToString()
    {
        string growing = Growth == 1 ? DurationText.Of(BaseMs) : $"{DurationText.Of(BaseMs)} · {Growth:0.##}^k";
        string jitter = Jitter switch { JitterKind.None => "", JitterKind.Half => "U(½,1) · ", _ => "U(0,1) · " };
        if (double.IsInfinity(CapMs) || Growth == 1)
        {
            return jitter + growing;
        }

        string cap = DurationText.Of(CapMs);
        return Cap switch
        {
            CapRule.AfterJitter => $"min({jitter}{growing}, {cap})",
            CapRule.InsteadOfJitter => $"{jitter}{growing}; {cap} where that could be longer",
            _ => $"{jitter}min({growing}, {cap})",
        };
    }
}
