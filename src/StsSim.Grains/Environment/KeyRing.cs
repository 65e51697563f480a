using StsSim.Grains.Abstractions.Environment;
using StsSim.Iam.Credentials;

namespace StsSim.Grains.Environment;

/// <summary>
/// The keys that seal session tokens, the sealing one first. A new key is announced before it seals: a gateway that is not
/// told of it within <see cref="Announcement"/> answers nothing by then, so no gateway meets a token that it cannot open.
/// </summary>
internal static class KeyRing
{
    /// <summary>How long a key seals.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromDays(1);

    /// <summary>How long a new key is known before it seals; longer than gateways go on without the cluster.</summary>
    public static readonly TimeSpan Announcement = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long a key opens what it sealed. The longest session of AWS lasts 36 hours; where the clock is told to age
    /// sessions more slowly, they end with their key.
    /// </summary>
    public static readonly TimeSpan Memory = TimeSpan.FromDays(30);

    public static SealingKey First(DateTimeOffset now) => Create(1, now);

    public static bool IsDue(IReadOnlyList<SealingKey> ring, DateTimeOffset now) => now - ring[0].CreatedAt >= Period;

    /// <summary>The key that was announced and does not seal yet, or <see langword="null"/>.</summary>
    public static SealingKey? FindAnnounced(IReadOnlyList<SealingKey> ring) => ring.FirstOrDefault(key => key.KeyId > ring[0].KeyId);

    /// <summary>The ring with a new key in it, unless one is announced already; without those that have opened long enough.</summary>
    public static List<SealingKey> WithAnnounced(IReadOnlyList<SealingKey> ring, DateTimeOffset now)
    {
        List<SealingKey> kept = [.. ring.Where(key => key.RetiredAt is not { } retired || now - retired < Memory)];
        if (FindAnnounced(ring) is null)
        {
            kept.Add(Create(ring[0].KeyId + 1, now));
        }

        return kept;
    }

    /// <summary>The ring in which the announced key seals.</summary>
    public static List<SealingKey> WithAnnouncedSealing(IReadOnlyList<SealingKey> ring, DateTimeOffset now) => FindAnnounced(ring) is { } announced
        ? [announced, ring[0] with { RetiredAt = now }, .. ring.Skip(1).Where(key => key.KeyId != announced.KeyId)]
        : [.. ring];

    private static SealingKey Create(uint id, DateTimeOffset now)
    {
        SessionTokenKey key = SessionTokenKey.Create(id);
        return new SealingKey(key.Id, key.Secret.ToArray()) { CreatedAt = now };
    }
}
