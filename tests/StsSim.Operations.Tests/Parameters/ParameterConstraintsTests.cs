using StsSim.Operations.Parameters;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Tests.Parameters;

public sealed class ParameterConstraintsTests
{
    private const string UserName = @"[\w+=,.@-]*";

    [Fact]
    public void What_satisfies_everything_is_no_error()
    {
        var constraints = new ParameterConstraints(new RequestLimits());
        constraints.Text("name", "Bob", required: true, 2, 32, ParameterPattern.UserName);
        constraints.Text("policy", null, required: false, 1, 2048, ParameterPattern.SessionPolicy);
        constraints.Number("durationSeconds", 900, 900, 129_600);
        constraints.Number("durationSeconds", 129_600, 900, 129_600);
        constraints.Number("durationSeconds", null, 900, 129_600);
        constraints.Count("tags", 50, 50);

        Assert.Null(constraints.ToError());
    }

    public static TheoryData<string?, string> Names { get; } = new()
    {
        { null, "1 validation error detected: Value null at 'name' failed to satisfy constraint: Member must not be null" },
        { "B", "1 validation error detected: Value 'B' at 'name' failed to satisfy constraint: Member must have length greater than or equal to 2" },
        { new string('B', 33), $"1 validation error detected: Value '{new string('B', 33)}' at 'name' failed to satisfy constraint: Member must have length less than or equal to 32" },
        { "Bob:2", $"1 validation error detected: Value 'Bob:2' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: {UserName}" },
        { "", "1 validation error detected: Value '' at 'name' failed to satisfy constraint: Member must have length greater than or equal to 2" },
        { ":", $"2 validation errors detected: Value ':' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: {UserName}; Value ':' at 'name' failed to satisfy constraint: Member must have length greater than or equal to 2" },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void A_text_is_refused_in_the_words_of_AWS(string? name, string message)
    {
        var constraints = new ParameterConstraints(new RequestLimits());
        constraints.Text("name", name, required: true, 2, 32, ParameterPattern.UserName);

        Assert.Equal(new AwsError(400, "ValidationError", message), constraints.ToError());
    }

    [Theory]
    [InlineData(899, "1 validation error detected: Value '899' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900")]
    [InlineData(-5, "1 validation error detected: Value '-5' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to 900")]
    [InlineData(129_601, "1 validation error detected: Value '129601' at 'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to 129600")]
    public void A_number_is_refused_in_the_words_of_AWS(int seconds, string message)
    {
        var constraints = new ParameterConstraints(new RequestLimits());
        constraints.Number("durationSeconds", seconds, 900, 129_600);

        Assert.Equal(message, constraints.ToError()!.Message);
    }

    [Fact]
    public void Of_a_list_that_is_too_long_the_value_is_left_out()
    {
        var constraints = new ParameterConstraints(new RequestLimits());
        constraints.Count("tags", 51, 50);

        Assert.Equal(
            "1 validation error detected: Value at 'tags' failed to satisfy constraint: Member must have length less than or equal to 50",
            constraints.ToError()!.Message);
    }

    [Fact]
    public void All_violations_come_in_one_message_in_the_order_they_were_met_pattern_before_length()
    {
        var constraints = new ParameterConstraints(new RequestLimits());
        constraints.Text("roleArn", "", required: true, 20, 2048, ParameterPattern.Arn);
        constraints.Text("principalArn", "", required: true, 20, 2048, ParameterPattern.Arn);

        // As recorded from AWS.
        Assert.Equal(
            "4 validation errors detected: "
            + @"Value '' at 'roleArn' failed to satisfy constraint: Member must satisfy regular expression pattern: [\u0009\u000A\u000D\u0020-\u007E\u0085\u00A0-\uD7FF\uE000-\uFFFD\u10000-\u10FFFF]+; "
            + "Value '' at 'roleArn' failed to satisfy constraint: Member must have length greater than or equal to 20; "
            + @"Value '' at 'principalArn' failed to satisfy constraint: Member must satisfy regular expression pattern: [\u0009\u000A\u000D\u0020-\u007E\u0085\u00A0-\uD7FF\uE000-\uFFFD\u10000-\u10FFFF]+; "
            + "Value '' at 'principalArn' failed to satisfy constraint: Member must have length greater than or equal to 20",
            constraints.ToError()!.Message);
    }
}
