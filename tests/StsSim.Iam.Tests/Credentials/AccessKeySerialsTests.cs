using StsSim.Iam.Credentials;

namespace StsSim.Iam.Tests.Credentials;

public sealed class AccessKeySerialsTests
{
    private const ulong Limit = 1UL << 39;

    [Fact]
    public void Distinct_numbers_have_distinct_serials_of_39_bits()
    {
        var serials = new AccessKeySerials("sixteen bytes or more"u8);
        var random = new Random(200_000);
        var numbers = new HashSet<ulong>(Enumerable.Range(0, 100_000).Select(i => (ulong)i)) { Limit - 1 };
        while (numbers.Count < 200_000)
        {
            numbers.Add((ulong)random.NextInt64((long)Limit));
        }

        var seen = new HashSet<ulong>(numbers.Select(serials.Permute));

        Assert.Equal(numbers.Count, seen.Count);
        Assert.All(seen, serial => Assert.True(serial < Limit));
    }

    [Fact]
    public void One_key_gives_one_order_and_another_key_another()
    {
        var one = new AccessKeySerials("sixteen bytes, 1"u8);
        var same = new AccessKeySerials("sixteen bytes, 1"u8);
        var other = new AccessKeySerials("sixteen bytes, 2"u8);
        ulong[] numbers = [.. Enumerable.Range(0, 10_000).Select(i => (ulong)i)];

        Assert.Equal(numbers.Select(one.Permute), numbers.Select(same.Permute));
        Assert.DoesNotContain(numbers, number => one.Permute(number) == other.Permute(number));
    }

    [Fact]
    public void Serials_of_running_numbers_look_drawn_at_random()
    {
        var serials = new AccessKeySerials("sixteen bytes or more"u8);
        ulong[] drawn = [.. Enumerable.Range(0, 10_000).Select(i => serials.Permute((ulong)i))];
        for (int bit = 0; bit < 39; bit++)
        {
            int set = drawn.Count(serial => (serial >> bit & 1) == 1);
            Assert.InRange(set, 4_700, 5_300); // six standard deviations; the key is fixed
        }
    }

    [Theory]
    [InlineData(Limit)]
    [InlineData(ulong.MaxValue)]
    public void A_number_beyond_39_bits_is_no_serial_number(ulong number)
    {
        var serials = new AccessKeySerials("sixteen bytes or more"u8);
        Assert.Throws<ArgumentOutOfRangeException>(() => serials.Permute(number));
    }
}
