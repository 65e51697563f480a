using System.Net;
using StsSim.Compatibility.Tests.Clock;
using StsSim.Gateway.Control;

namespace StsSim.Compatibility.Tests.Control;

public sealed class TokenGuessesTests
{
    private static readonly IPAddress Stranger = IPAddress.Parse("192.0.2.7");
    private static readonly IPAddress Neighbour = IPAddress.Parse("192.0.2.8");

    private readonly WoundClock _clock = new(DateTimeOffset.UnixEpoch.AddYears(56));
    private readonly TokenGuesses _guesses;

    public TokenGuessesTests() => _guesses = new TokenGuesses(_clock);

    [Fact]
    public void After_a_burst_a_source_may_be_wrong_once_in_an_interval()
    {
        Exhaust(Stranger);

        Assert.Equal(TokenGuesses.Interval, _guesses.Judge(Stranger, isRight: false).RetryAfter);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(TokenGuesses.Interval - TimeSpan.FromSeconds(1), _guesses.Judge(Stranger, isRight: false).RetryAfter);
        _clock.Advance(TokenGuesses.Interval - TimeSpan.FromSeconds(1));
        Assert.Equal(TokenVerdict.Wrong, _guesses.Judge(Stranger, isRight: false));
        Assert.NotNull(_guesses.Judge(Stranger, isRight: false).RetryAfter);
    }

    [Fact]
    public void Guesses_over_an_hour_are_bounded_however_many_are_sent()
    {
        int judged = 0;
        for (int tenth = 0; tenth < 36_000; tenth++)
        {
            judged += _guesses.Judge(Stranger, isRight: false) == TokenVerdict.Wrong ? 1 : 0;
            _clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.InRange(judged, 1_200, 1_200 + TokenGuesses.Burst);
    }

    // Or whoever guesses would be told by the one answer that differs.
    [Fact]
    public void The_right_token_is_not_looked_at_either_from_a_source_that_guesses()
    {
        Exhaust(Stranger);

        Assert.NotNull(_guesses.Judge(Stranger, isRight: true).RetryAfter);
        _clock.Advance(TokenGuesses.Interval);
        Assert.Equal(TokenVerdict.Accepted, _guesses.Judge(Stranger, isRight: true));
    }

    [Fact]
    public void From_where_it_came_before_the_right_token_is_let_in_whatever_others_send_from_there()
    {
        Assert.Equal(TokenVerdict.Accepted, _guesses.Judge(Stranger, isRight: true));
        Exhaust(Stranger);

        Assert.Equal(TokenVerdict.Accepted, _guesses.Judge(Stranger, isRight: true));
        Assert.NotNull(_guesses.Judge(Stranger, isRight: false).RetryAfter);
    }

    [Fact]
    public void One_source_is_nothing_to_another()
    {
        Exhaust(Stranger);

        Assert.Equal(TokenVerdict.Accepted, _guesses.Judge(Neighbour, isRight: true));
        Assert.Equal(TokenVerdict.Wrong, _guesses.Judge(IPAddress.Parse("2001:db8::1"), isRight: false));
        Assert.Equal(TokenVerdict.Wrong, _guesses.Judge(null, isRight: false));
    }

    [Theory]
    [InlineData("192.0.2.7", "::ffff:192.0.2.7", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff:ffff:ffff:ffff", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("0.0.0.0", "::", false)]
    public void A_source_is_an_address_or_a_subnet_of_IPv6(string guessing, string other, bool isSame)
    {
        Exhaust(IPAddress.Parse(guessing));

        Assert.Equal(isSame, _guesses.Judge(IPAddress.Parse(other), isRight: false).RetryAfter is not null);
    }

    [Fact]
    public void Guesses_that_are_long_ago_are_forgotten()
    {
        Exhaust(Stranger);
        _clock.Advance(TokenGuesses.Burst * TokenGuesses.Interval);

        Exhaust(Stranger);
    }

    [Fact]
    public void A_clock_that_is_set_back_locks_nobody_out()
    {
        Exhaust(Stranger);
        _clock.Advance(-TimeSpan.FromDays(1));

        Assert.InRange(_guesses.Judge(Stranger, isRight: false).RetryAfter!.Value, TimeSpan.Zero, TokenGuesses.Interval);
    }

    [Fact]
    public void Many_sources_take_bounded_memory_and_push_out_no_one_who_is_known()
    {
        _guesses.Judge(Neighbour, isRight: true);
        Exhaust(Neighbour);
        for (int i = 0; i < 3 * TokenGuesses.MaximumSources; i++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(1));
            Assert.Equal(TokenVerdict.Wrong, _guesses.Judge(new IPAddress(0x0A00_0000 + i), isRight: false));
        }

        Assert.Equal(TokenGuesses.MaximumSources, _guesses.FailingSources);
        Assert.Contains(Enumerable.Range(0, TokenGuesses.Burst / 2), _ => _guesses.Judge(Neighbour, isRight: false).RetryAfter is not null); // who guesses most is remembered longest
        Assert.Equal(TokenVerdict.Accepted, _guesses.Judge(Neighbour, isRight: true));
    }

    [Fact]
    public async Task Guesses_at_once_are_bounded_as_those_in_turn()
    {
        TokenVerdict[] verdicts = await Task.WhenAll(Enumerable.Range(0, 500).Select(_ => Task.Run(() => _guesses.Judge(Stranger, isRight: false))));

        Assert.Equal(TokenGuesses.Burst, verdicts.Count(verdict => verdict == TokenVerdict.Wrong));
    }

    private void Exhaust(IPAddress source)
    {
        for (int i = 0; i < TokenGuesses.Burst; i++)
        {
            Assert.Equal(TokenVerdict.Wrong, _guesses.Judge(source, isRight: false));
        }
    }
}
