using StsSim.Comparisons.Load;

namespace StsSim.Comparisons.Growth;

/// <summary>One measurement of a series: a world, and what is asked of it.</summary>
/// <param name="Size">How many there are of what the series varies.</param>
/// <param name="FirstRound">How many requests a connection, known by its number, sends until it has asked for everybody once; <see langword="null"/> where nobody is counted.</param>
/// <param name="Requests">Makes what one connection, known by its number, sends; each request is signed when it is sent.</param>
internal sealed record GrowthPoint(int Size, string World, Func<int, SignedRequests, Func<ReadOnlyMemory<byte>>> Requests, int Connections = GrowthPoint.UsualConnections, Func<int, int>? FirstRound = null)
{
    public const int UsualConnections = 32;
}
