using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Environment;

namespace StsSim.Grains.Tests.Environment;

public sealed class KeyRingTests
{
    private static readonly DateTimeOffset Begin = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    private readonly SealingKey _first = KeyRing.First(Begin);

    [Fact]
    public void A_key_is_announced_before_it_seals_and_the_old_one_goes_on_to_open()
    {
        List<SealingKey> announced = KeyRing.WithAnnounced([_first], Begin.AddDays(1));
        Assert.Equal([1u, 2u], announced.Select(key => key.KeyId));
        Assert.Equal(_first, announced[0]);
        Assert.Equal(2u, KeyRing.FindAnnounced(announced)!.KeyId);

        List<SealingKey> sealing = KeyRing.WithAnnouncedSealing(announced, Begin.AddDays(1).AddSeconds(15));
        Assert.Equal([2u, 1u], sealing.Select(key => key.KeyId));
        Assert.Equal([null, Begin.AddDays(1).AddSeconds(15)], sealing.Select(key => key.RetiredAt));
        Assert.Equal(announced[1].Secret, sealing[0].Secret);
        Assert.NotEqual(_first.Secret, sealing[0].Secret);
        Assert.Null(KeyRing.FindAnnounced(sealing));
    }

    [Fact]
    public void One_that_is_announced_is_not_announced_twice()
    {
        List<SealingKey> once = KeyRing.WithAnnounced([_first], Begin);

        Assert.Equal(once, KeyRing.WithAnnounced(once, Begin));
    }

    [Fact]
    public void A_ring_without_an_announced_key_stays_as_it_is() => Assert.Equal([_first], KeyRing.WithAnnouncedSealing([_first], Begin));

    [Fact]
    public void A_key_is_due_to_be_replaced_after_a_day()
    {
        Assert.False(KeyRing.IsDue([_first], Begin.AddDays(1).AddTicks(-1)));
        Assert.True(KeyRing.IsDue([_first], Begin.AddDays(1)));
    }

    [Fact]
    public void Keys_open_for_a_month_after_the_last_they_sealed()
    {
        List<SealingKey> ring = [_first];
        DateTimeOffset now = Begin;
        for (int day = 0; day < 100; day++)
        {
            now += KeyRing.Period;
            ring = KeyRing.WithAnnouncedSealing(KeyRing.WithAnnounced(ring, now), now);
            Assert.All(ring.Skip(1), key => Assert.True(now - key.RetiredAt < KeyRing.Memory));
        }

        Assert.Equal(101u, ring[0].KeyId);
        Assert.Equal(31, ring.Count);
        Assert.Equal(ring.Select(key => key.KeyId).OrderDescending(), ring.Select(key => key.KeyId));
    }
}
