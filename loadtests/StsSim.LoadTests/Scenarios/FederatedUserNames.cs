using System.Globalization;

namespace StsSim.LoadTests.Scenarios;

/// <summary>Draws the names that federation tokens are asked for; the same seed draws the same names.</summary>
internal sealed class FederatedUserNames(int seed)
{
    public const int PoolSize = 1_000;

    private readonly Random _random = new(seed);
    private readonly Lock _gate = new();

    public string Next()
    {
        lock (_gate)
        {
            return string.Create(CultureInfo.InvariantCulture, $"user-{_random.Next(PoolSize):D4}");
        }
    }
}
