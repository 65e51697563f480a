using StsSim.Operations.Parameters;
using StsSim.Protocol.Query;

namespace StsSim.Operations.Tests.Parameters;

public sealed class SessionTagsTests
{
    [Fact]
    public void Tags_are_read_by_number_with_gaps_and_empty_values()
    {
        KeyValuePair<string, string>[] tags = Read(
            "Tags.member.7.Value=seven&Tags.member.1.Key=Team&Tags.member.7.Key=%C3%9Cber&Tags.member.1.Value=&Tags.member.1.Other=x", out string? message);

        Assert.Null(message);
        Assert.Equal([new("Team", ""), new("Über", "seven")], tags);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Tags=")]
    [InlineData("Tags.member.x.Key=a")]
    [InlineData("Policy=x")]
    public void Without_members_there_are_no_tags(string form)
    {
        Assert.Empty(Read(form, out string? message));
        Assert.Null(message);
    }

    [Theory]
    [InlineData("Tags.member.1.Key=a", "1 validation error detected: Value null at 'tags.1.member.value' failed to satisfy constraint: Member must not be null")]
    [InlineData("Tags.member.5.Value=a", "1 validation error detected: Value null at 'tags.1.member.key' failed to satisfy constraint: Member must not be null")]
    [InlineData("Tags.member.1.Key=a&Tags.member.1.Value=%23", @"1 validation error detected: Value '#' at 'tags.1.member.value' failed to satisfy constraint: Member must satisfy regular expression pattern: [\p{L}\p{Z}\p{N}_.:/=+\-@]*")]
    [InlineData("Tags.member.1.Key=&Tags.member.1.Value=", @"2 validation errors detected: Value '' at 'tags.1.member.key' failed to satisfy constraint: Member must satisfy regular expression pattern: [\p{L}\p{Z}\p{N}_.:/=+\-@]+; Value '' at 'tags.1.member.key' failed to satisfy constraint: Member must have length greater than or equal to 1")]
    public void A_broken_tag_is_named_by_its_place(string form, string expected)
    {
        Read(form, out string? message);

        Assert.Equal(expected, message);
    }

    [Theory]
    [InlineData(128, 256, null)]
    [InlineData(129, 256, "tags.1.member.key")]
    [InlineData(128, 257, "tags.1.member.value")]
    public void Keys_have_128_characters_at_most_and_values_256(int key, int value, string? named)
    {
        Read($"Tags.member.1.Key={new string('k', key)}&Tags.member.1.Value={new string('v', value)}", out string? message);

        Assert.Equal(named is not null, message is not null);
        Assert.Contains(named ?? "", message ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(50, null)]
    [InlineData(51, "1 validation error detected: Value at 'tags' failed to satisfy constraint: Member must have length less than or equal to 50")]
    public void There_are_fifty_tags_at_most(int count, string? expected)
    {
        KeyValuePair<string, string>[] tags = Read(
            string.Join('&', Enumerable.Range(1, count).Select(i => $"Tags.member.{i}.Key=k{i}&Tags.member.{i}.Value=v{i}")), out string? message);

        Assert.Equal(expected, message);
        Assert.Equal(count, tags.Length);
        Assert.Equal("k10", tags[9].Key);
    }

    [Theory]
    [InlineData("Team,Cost", null)]
    [InlineData("Team,team", "Duplicate tag keys found. Please note that Tag keys are case insensitive.")]
    [InlineData("aws:Team", "Tag keys beginning with 'aws:' are reserved for AWS use.")]
    [InlineData("AWS:Team", "Tag keys beginning with 'aws:' are reserved for AWS use.")]
    [InlineData("laws:Team,aws", null)]
    public void Keys_are_unique_ignoring_case_and_not_AWSs_own(string keys, string? expected)
    {
        Protocol.Errors.AwsError? error = SessionTags.Check([.. keys.Split(',').Select(key => KeyValuePair.Create(key, "x"))]);

        Assert.Equal(expected, error?.Message);
        Assert.Equal(expected is null ? null : "InvalidParameterValue", error?.Code);
    }

    [Fact]
    public void No_tags_are_fine() => Assert.Null(SessionTags.Check([]));

    private static KeyValuePair<string, string>[] Read(string form, out string? message)
    {
        using QueryParameters parameters = Form.Of(form);
        var constraints = new ParameterConstraints(new RequestLimits());
        KeyValuePair<string, string>[] tags = SessionTags.Read(parameters, ref constraints);
        message = constraints.ToError()?.Message;
        return tags;
    }
}
