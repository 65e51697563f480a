using StsSim.Iam.Identities;

namespace StsSim.Grains.Abstractions.Accounts;

/// <summary>
/// How long STS goes on without what IAM has acknowledged, as the eventually consistent real service does. Each write
/// has a delay of its own between the two, drawn from the seed, the account and the write's number: the same on every
/// gateway, and the same in the next run.
/// </summary>
[GenerateSerializer, Immutable, Alias("stssim.PropagationDelay")]
public sealed record PropagationDelay(
    [property: Id(0)] TimeSpan Minimum,
    [property: Id(1)] TimeSpan Maximum,
    [property: Id(2)] int Seed)
{
    /// <summary>The delay of the write that made <paramref name="version"/> of an account.</summary>
    public TimeSpan Of(AccountId account, long version)
    {
        double share = (Mix(Mix(Mix((uint)Seed) ^ (ulong)account.Number) ^ (ulong)version) >> 11) * (1.0 / (1UL << 53));
        return Minimum + ((Maximum - Minimum) * share);
    }

    // The finalizer of SplitMix64: every bit of the result hangs on every bit of the value.
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
