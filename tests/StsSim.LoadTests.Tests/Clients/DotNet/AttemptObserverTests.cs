using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Clients.DotNet;

namespace StsSim.LoadTests.Tests.Clients.DotNet;

public sealed class AttemptObserverTests
{
    [Theory]
    [InlineData("attempt=1; max=3", 1)]
    [InlineData("ttl=20261122T201109Z; attempt=2; max=5", 2)]
    [InlineData("attempt=12", 12)]
    [InlineData("max=3", 1)]
    [InlineData("attempt=many", 1)]
    [InlineData("", 1)]
    [InlineData(null, 1)]
    public void The_attempt_is_found_wherever_it_stands_in_the_list(string? header, int attempt) =>
        Assert.Equal(attempt, AttemptObserver.AttemptNumber(header));

    [Theory]
    [InlineData("<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type><Code>Throttling</Code></Error></ErrorResponse>", "Throttling")]
    [InlineData("<Other/>", null)]
    [InlineData("no XML at all", null)]
    [InlineData("", null)]
    public void The_error_code_is_read_from_the_error_document(string body, string? code) =>
        Assert.Equal(code, AttemptObserver.ErrorCodeIn(body));

    [Theory]
    [InlineData("Throttling", true)]
    [InlineData("LimitExceededException", true)]
    [InlineData("AccessDenied", false)]
    [InlineData(null, false)]
    public void Throttling_is_known_by_code(string? code, bool throttling) =>
        Assert.Equal(throttling, ThrottlingCodes.Contains(code));
}
