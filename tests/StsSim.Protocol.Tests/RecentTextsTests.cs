namespace StsSim.Protocol.Tests;

public sealed class RecentTextsTests
{
    private readonly RecentTexts _texts = new();

    [Fact]
    public void The_same_text_is_one_string()
    {
        string first = _texts.Of("us-east-1".AsSpan());

        Assert.Equal("us-east-1", first);
        Assert.Same(first, _texts.Of("us-east-1".AsSpan()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("Zürich, 東京 and 🦊")]
    public void Whatever_it_is_it_comes_back(string text) => Assert.Equal(text, _texts.Of(text.AsSpan()));

    [Fact]
    public void A_long_one_comes_back_and_is_not_kept()
    {
        string text = new('x', 129);

        Assert.Equal(text, _texts.Of(text.AsSpan()));
        Assert.NotSame(_texts.Of(text.AsSpan()), _texts.Of(text.AsSpan()));
    }

    [Fact]
    public void Many_different_ones_from_many_threads_are_never_mixed_up() => Parallel.For(0, 100_000, number =>
    {
        string text = $"AKIA{number % 20_000:D16}";
        Assert.Equal(text, _texts.Of(text.AsSpan()));
    });
}
