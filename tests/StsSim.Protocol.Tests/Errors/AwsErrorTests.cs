using StsSim.Protocol.Errors;

namespace StsSim.Protocol.Tests.Errors;

public sealed class AwsErrorTests
{
    [Theory]
    [InlineData(400, "Sender")]
    [InlineData(403, "Sender")]
    [InlineData(404, "Sender")]
    [InlineData(499, "Sender")]
    [InlineData(500, "Receiver")]
    [InlineData(503, "Receiver")]
    public void The_type_follows_the_status(int status, string type)
    {
        Assert.Equal(type, new AwsError(status, "Code", "Message").Type);
    }

    [Fact]
    public void A_throttle_is_the_senders_fault()
    {
        Assert.Equal("Sender", new AwsError(400, "Throttling", "Rate exceeded").Type);
    }
}
