using System.Net;

namespace StsSim.LoadTests.Workers;

/// <summary>In how many processes a load is driven, and where they come from.</summary>
/// <param name="Listen">Where workers join that somebody else starts; <see langword="null"/> starts them on this machine.</param>
/// <param name="Token">What they prove with that they belong to this run.</param>
internal sealed record WorkerOptions(int Count, IPEndPoint? Listen, string Token)
{
    public static readonly TimeSpan DefaultJoinTimeout = TimeSpan.FromMinutes(5);

    /// <summary>How long workers are waited for.</summary>
    public TimeSpan JoinTimeout { get; init; } = DefaultJoinTimeout;

    // A record prints its members; the token must not be among them.
    public override string ToString() => $"{Count} workers";
}
