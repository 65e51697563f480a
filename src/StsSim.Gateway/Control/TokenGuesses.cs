using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using StsSim.Grains.Abstractions.Environment;

namespace StsSim.Gateway.Control;

/// <summary>
/// How often a source may be wrong about the admin token: twenty times at once, then every three seconds. Beyond that no
/// token is looked at, the right one included, or guessing would go on behind the refusals. From where the right token has
/// come before it is always let in, so that nobody who shares an address with others is locked out by them.
/// </summary>
/// <remarks>A source is an IPv4 address or the /64 of an IPv6 address: who has one of those has all in it.</remarks>
internal sealed class TokenGuesses([FromKeyedServices(SimulatedTime.Key)] TimeProvider time)
{
    public const int Burst = 20;

    /// <summary>The most sources remembered of either kind; beyond, the one that is longest ago is forgotten.</summary>
    public const int MaximumSources = 4096;

    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);

    private readonly Lock _gate = new();

    // Until when the failures of a source add up: each moves it on by an interval. The generic cell rate algorithm.
    private readonly Dictionary<Source, DateTimeOffset> _failing = [];
    private readonly Dictionary<Source, DateTimeOffset> _known = [];

    /// <summary>How many sources are remembered as failing.</summary>
    public int FailingSources
    {
        get
        {
            lock (_gate)
            {
                return _failing.Count;
            }
        }
    }

    /// <param name="address">Where the token came from; <see langword="null"/> counts as one source.</param>
    /// <param name="isRight">Whether it is the admin token, which is told to nobody who may not guess now.</param>
    public TokenVerdict Judge(IPAddress? address, bool isRight)
    {
        Source source = Source.Of(address);
        DateTimeOffset now = time.GetUtcNow();
        lock (_gate)
        {
            if (isRight && _known.ContainsKey(source))
            {
                _known[source] = now;
                return TokenVerdict.Accepted;
            }

            DateTimeOffset until = Until(source, now);
            TimeSpan wait = until - now - (Burst - 1) * Interval;
            if (wait > TimeSpan.Zero)
            {
                return new TokenVerdict(IsAccepted: false, wait);
            }

            Remember(isRight ? _known : _failing, source, isRight ? now : until + Interval);
            return isRight ? TokenVerdict.Accepted : TokenVerdict.Wrong;
        }
    }

    // A clock that was set back must not lock a source out for as long.
    private DateTimeOffset Until(Source source, DateTimeOffset now)
    {
        DateTimeOffset until = _failing.GetValueOrDefault(source);
        DateTimeOffset latest = now + Burst * Interval;
        return until < now ? now : until > latest ? latest : until;
    }

    private static void Remember(Dictionary<Source, DateTimeOffset> sources, Source source, DateTimeOffset moment)
    {
        if (sources.Count >= MaximumSources && !sources.ContainsKey(source))
        {
            sources.Remove(sources.MinBy(known => known.Value).Key);
        }

        sources[source] = moment;
    }

    private readonly record struct Source(ulong Network, AddressFamily Family)
    {
        public static Source Of(IPAddress? address)
        {
            if (address is null)
            {
                return new Source(0, AddressFamily.Unspecified);
            }

            IPAddress own = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
            Span<byte> bytes = stackalloc byte[16];
            bytes.Clear();
            own.TryWriteBytes(bytes, out _);
            return new Source(BinaryPrimitives.ReadUInt64BigEndian(bytes), own.AddressFamily);
        }
    }
}
