using System.Text;
using StsSim.Iam.Credentials;

namespace StsSim.Iam.Tests.Credentials;

public sealed class TotpTests
{
    // RFC 6238, appendix B, the SHA-1 rows; six digits are the last six of its eight.
    private static readonly byte[] Seed = Encoding.ASCII.GetBytes("12345678901234567890");

    [Theory]
    [InlineData(59, 287082)]
    [InlineData(1111111109, 81804)]
    [InlineData(1111111111, 50471)]
    [InlineData(1234567890, 5924)]
    [InlineData(2000000000, 279037)]
    [InlineData(20000000000, 353130)]
    public void Codes_are_those_of_the_RFC(long seconds, int code) =>
        Assert.Equal(code, Totp.Code(Seed, Totp.StepOf(DateTimeOffset.FromUnixTimeSeconds(seconds))));

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_code_is_found_one_step_away_and_no_further(int stepsAway, bool isFound)
    {
        DateTimeOffset now = DateTimeOffset.FromUnixTimeSeconds(1_234_567_890);
        long step = Totp.StepOf(now) + stepsAway;

        long? found = Totp.FindStep(Seed, Totp.Code(Seed, step), now);

        Assert.Equal(isFound ? step : null, found);
    }

    [Fact]
    public void The_codes_of_a_clock_that_is_ahead_are_found_where_that_is_known()
    {
        DateTimeOffset now = DateTimeOffset.FromUnixTimeSeconds(1_234_567_890);
        long step = Totp.StepOf(now) + 7;

        Assert.Null(Totp.FindStep(Seed, Totp.Code(Seed, step), now));
        Assert.Equal(step, Totp.FindStep(Seed, Totp.Code(Seed, step), now, drift: 6));
    }

    [Theory]
    [InlineData(60, true)]
    [InlineData(-60, true)]
    [InlineData(61, false)]
    public void Two_consecutive_codes_tell_the_time_of_a_clock_within_a_window(int stepsAway, bool isFound)
    {
        DateTimeOffset now = DateTimeOffset.FromUnixTimeSeconds(1_234_567_890);
        long step = Totp.StepOf(now) + stepsAway;
        int first = Totp.Code(Seed, step - 1), second = Totp.Code(Seed, step);

        Assert.Equal(isFound ? step : null, Totp.FindSecondStep(Seed, first, second, now, window: 60));
        Assert.Null(Totp.FindSecondStep(Seed, second, first, now, window: 60));
        Assert.Null(Totp.FindSecondStep(Seed, second, second, now, window: 60));
    }

    [Fact]
    public void A_new_seed_is_64_characters_that_decode_and_never_the_same()
    {
        string seed = MfaSeed.Create();

        Assert.Matches("^[A-Z2-7]{64}$", seed);
        Assert.True(MfaSeed.TryDecode(seed, out byte[] bytes));
        Assert.Equal(40, bytes.Length);
        Assert.NotEqual(seed, MfaSeed.Create());
    }

    [Theory]
    [InlineData("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")]
    [InlineData("gezdgnbvgy3tqojqgezdgnbvgy3tqojq")]
    [InlineData("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ")]
    [InlineData("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ====")]
    public void A_seed_is_base_32(string text)
    {
        Assert.True(MfaSeed.TryDecode(text, out byte[] seed));
        Assert.Equal(Seed, seed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("GEZDGNBV")]
    [InlineData("GEZDGNBVGY3TQOJ1")]
    [InlineData("GEZDGNBVGY3TQOJ\u00e9")]
    public void What_is_no_base_32_or_too_short_is_no_seed(string text) => Assert.False(MfaSeed.TryDecode(text, out _));
}
