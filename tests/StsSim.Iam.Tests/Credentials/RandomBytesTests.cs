using StsSim.Iam.Credentials;

namespace StsSim.Iam.Tests.Credentials;

public sealed class RandomBytesTests
{
    [Theory]
    [InlineData(12)]
    [InlineData(30)]
    [InlineData(1000)]
    [InlineData(1025)]
    public void No_bytes_are_handed_out_twice(int length)
    {
        var seen = new HashSet<string>();
        for (int draw = 0; draw < 500; draw++)
        {
            byte[] bytes = new byte[length];
            RandomBytes.Fill(bytes);
            Assert.True(seen.Add(Convert.ToHexString(bytes.AsSpan(0, 12))));
            Assert.True(seen.Add(Convert.ToHexString(bytes.AsSpan(length - 12))) || length < 24);
        }
    }

    [Fact]
    public void Uuids_are_of_version_4_and_never_the_same()
    {
        Guid[] drawn = [.. Enumerable.Range(0, 10_000).Select(_ => RandomBytes.NextUuid())];

        Assert.All(drawn, uuid => Assert.Equal((4, true), (uuid.Version, uuid.Variant is >= 8 and <= 11)));
        Assert.Distinct(drawn);
    }

    [Fact]
    public async Task Threads_share_none()
    {
        string[][] drawn = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Enumerable.Range(0, 2000).Select(_ =>
        {
            byte[] bytes = new byte[16];
            RandomBytes.Fill(bytes);
            return Convert.ToHexString(bytes);
        }).ToArray())));

        Assert.Equal(16_000, drawn.SelectMany(some => some).Distinct().Count());
    }

    [Fact]
    public void A_draw_is_even_and_stays_below_its_bound()
    {
        int[] counts = new int[48];
        for (int draw = 0; draw < 480_000; draw++)
        {
            counts[RandomBytes.Next(48)]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 9_400, 10_600)); // six standard deviations
    }
}
