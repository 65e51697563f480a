using StsSim.Operations.Worlds;

namespace StsSim.Operations.Faults.Distributions;

/// <summary>How long something takes. A subclass is one shape of chance; all are written in milliseconds.</summary>
public abstract class Distribution
{
    internal const double MostMs = 3_600_000;

    private static readonly (string Kind, Func<JsonCursor, Distribution> Read)[] Kinds =
    [
        ("fixed", FixedDistribution.Read),
        ("uniform", UniformDistribution.Read),
        ("exponential", ExponentialDistribution.Read),
        ("normal", NormalDistribution.Read),
        ("lognormal", LognormalDistribution.Read),
        ("pareto", ParetoDistribution.Read),
        ("percentiles", PercentileDistribution.Read),
    ];

    /// <summary>Draws one time; never negative, never more than an hour.</summary>
    public TimeSpan Draw(ref FaultDraw draw) => TimeSpan.FromMilliseconds(Math.Clamp(DrawMs(ref draw), 0, MostMs));

    protected abstract double DrawMs(ref FaultDraw draw);

    /// <summary>Reads <c>{"kind": "fixed", "ms": 200}</c> and its kin; what is wrong is noted where the cursor notes errors.</summary>
    public static Distribution Read(JsonCursor cursor)
    {
        if (!cursor.IsAnyObject())
        {
            return new FixedDistribution(0);
        }

        string kind = cursor.RequiredWord("kind");
        foreach ((string name, Func<JsonCursor, Distribution> read) in Kinds)
        {
            if (name == kind)
            {
                return read(cursor);
            }
        }

        if (kind.Length > 0)
        {
            cursor.At($"{cursor.Path}.kind", default).Error($"must be one of {string.Join(", ", Kinds.Select(known => known.Kind))}");
        }

        return new FixedDistribution(0);
    }

    /// <summary>Likewise, of a member that has to be there.</summary>
    public static Distribution ReadMember(JsonCursor owner, string name)
    {
        if (owner.TryMember(name, out JsonCursor member))
        {
            return Read(member);
        }

        member.Error("is missing");
        return new FixedDistribution(0);
    }

    /// <summary>A standard normal deviate (Box and Muller, 1958).</summary>
    private protected static double Normal(ref FaultDraw draw) =>
        Math.Sqrt(-2 * Math.Log(1 - draw.Next())) * Math.Cos(2 * Math.PI * draw.Next());
}
