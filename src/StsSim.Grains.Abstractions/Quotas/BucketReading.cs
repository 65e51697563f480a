namespace StsSim.Grains.Abstractions.Quotas;

/// <summary>A token bucket as it was when it was read.</summary>
/// <param name="Tokens">In the bucket, and at gateways that have not used them yet; a part of one is on its way.</param>
[GenerateSerializer, Immutable, Alias("stssim.BucketReading")]
public sealed record BucketReading([property: Id(0)] QuotaLimits Limits, [property: Id(1)] double Tokens)
{
    /// <summary>If nobody takes any more; infinite where it never is.</summary>
    public double SecondsUntilFull => SecondsUntil(Limits.Burst);

    /// <summary>Likewise until there is a whole token; 0 where there is one.</summary>
    public double SecondsUntilNextToken => SecondsUntil(1);

    private double SecondsUntil(double level)
    {
        double missing = level - Tokens;
        return missing <= 0 ? 0 : missing / Limits.RequestsPerSecond;
    }
}
