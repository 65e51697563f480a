using StsSim.Operations.Parameters;
using StsSim.Operations.Tests.Sts;
using StsSim.Protocol.Errors;
using StsSim.Protocol.Query;

namespace StsSim.Operations.Tests.Parameters;

public sealed class SessionDurationTests : IDisposable
{
    private readonly SampleCallers _callers = new();

    [Theory]
    [InlineData("", null)]
    [InlineData("DurationSeconds=900", 900)]
    [InlineData("DurationSeconds=0", 0)]
    [InlineData("DurationSeconds=-1", -1)]
    [InlineData("DurationSeconds=2147483647", int.MaxValue)]
    [InlineData("durationSeconds=900", null)]
    public void A_number_is_read_and_none_is_none(string form, int? expected)
    {
        using QueryParameters parameters = Form.Of(form);

        Assert.Null(SessionDuration.Read(parameters, out int? seconds));
        Assert.Equal(expected, seconds);
    }

    [Theory]
    [InlineData("DurationSeconds=")]
    [InlineData("DurationSeconds=an+hour")]
    [InlineData("DurationSeconds=900.0")]
    [InlineData("DurationSeconds=9e2")]
    [InlineData("DurationSeconds=+900")] // a plus is a space in a form
    [InlineData("DurationSeconds=900+")]
    [InlineData("DurationSeconds=0x384")]
    [InlineData("DurationSeconds=2147483648")]
    [InlineData("DurationSeconds=900%00")]
    [InlineData("DurationSeconds=%D9%A9%D9%A0%D9%A0")] // Arabic digits
    public void What_is_no_number_is_malformed_input(string form)
    {
        using QueryParameters parameters = Form.Of(form);

        AwsError? error = SessionDuration.Read(parameters, out _);

        Assert.Equal((400, "MalformedInput"), (error?.Status, error?.Code));
    }

    [Theory]
    [InlineData(null, 43_200)]
    [InlineData(900, 900)]
    [InlineData(129_600, 129_600)]
    public void A_user_gets_what_it_asks_for_and_twelve_hours_otherwise(int? asked, int effective) =>
        Assert.Equal(TimeSpan.FromSeconds(effective), SessionDuration.Effective(asked, _callers.User));

    [Theory]
    [InlineData(null, 3600)]
    [InlineData(900, 900)]
    [InlineData(3600, 3600)]
    [InlineData(3601, 3600)]
    [InlineData(129_600, 3600)]
    public void The_root_user_gets_an_hour_at_most_without_an_error(int? asked, int effective) =>
        Assert.Equal(TimeSpan.FromSeconds(effective), SessionDuration.Effective(asked, _callers.Root));

    [Fact]
    public void The_bounds_are_the_models() => Assert.Equal((900, 129_600), (SessionDuration.Minimum, SessionDuration.Maximum));

    public void Dispose() => _callers.Dispose();
}
