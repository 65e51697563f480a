using System.Globalization;

namespace StsSim.LoadTests.Scenarios;

/// <summary>The names that sessions are asked for under.</summary>
internal static class FederatedUserNames
{
    public const int PoolSize = 1_000;

    private static readonly string[] Names =
        [.. Enumerable.Range(0, PoolSize).Select(number => string.Create(CultureInfo.InvariantCulture, $"user-{number:D4}"))];

    /// <summary>One of all, by the invocation's own chance.</summary>
    public static string Draw(Iteration iteration) => Names[iteration.Random.Next(PoolSize)];
}
