using System.Text;
using StsSim.Iam.Credentials;

namespace StsSim.Iam.Tests.Credentials;

public sealed class MessageSealerTests
{
    private static readonly SessionTokenKey Old = SessionTokenKey.Create(1);
    private static readonly SessionTokenKey Current = SessionTokenKey.Create(2);
    private static readonly byte[] Message = Encoding.UTF8.GetBytes("why it was denied");

    [Fact]
    public void What_was_sealed_opens_and_is_url_safe()
    {
        var sealer = new MessageSealer([Current], "test");

        string text = sealer.Seal(Message);

        Assert.Matches("^[A-Za-z0-9_-]+$", text);
        Assert.Equal(Message, sealer.Open(text));
        Assert.NotEqual(text, sealer.Seal(Message));
    }

    [Fact]
    public void An_older_key_of_the_ring_still_opens()
    {
        string text = new MessageSealer([Old], "test").Seal(Message);

        Assert.Equal(Message, new MessageSealer([Current, Old], "test").Open(text));
        Assert.Null(new MessageSealer([Current], "test").Open(text));
    }

    [Fact]
    public void A_message_of_another_purpose_does_not_open() =>
        Assert.Null(new MessageSealer([Current], "another").Open(new MessageSealer([Current], "test").Seal(Message)));

    [Fact]
    public void Every_changed_character_is_noticed()
    {
        var sealer = new MessageSealer([Current], "test");
        string text = sealer.Seal(Message);
        for (int i = 0; i < text.Length - 1; i++)
        {
            char other = text[i] == 'A' ? 'B' : 'A';
            Assert.Null(sealer.Open($"{text[..i]}{other}{text[(i + 1)..]}"));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("not base64url!")]
    [InlineData("AAAAAQ")]
    public void Anything_else_is_no_message(string text) => Assert.Null(new MessageSealer([Current], "test").Open(text));

    [Fact]
    public void White_space_inside_is_refused()
    {
        var sealer = new MessageSealer([Current], "test");

        Assert.Null(sealer.Open(sealer.Seal(Message).Insert(5, "\n")));
    }
}
