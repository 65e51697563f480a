using StsSim.Protocol.Query;

namespace StsSim.Protocol.Tests.Query;

public sealed class QueryListTests
{
    [Fact]
    public void An_empty_list_has_no_members()
    {
        using QueryParameters parameters = Decode("Tags=&Name=Bob"u8);
        Assert.Empty(parameters.MemberNumbers("Tags.member."u8));
        Assert.Equal("", parameters.Find("Tags"u8));
    }

    [Fact]
    public void A_list_that_was_not_sent_has_no_members()
    {
        using QueryParameters parameters = Decode("Name=Bob"u8);
        Assert.Empty(parameters.MemberNumbers("Tags.member."u8));
        Assert.Null(parameters.FindMember("Tags.member."u8, 1, ".Key"u8));
    }

    [Fact]
    public void Members_of_structures_are_found_by_number_and_name()
    {
        using QueryParameters parameters = Decode(
            "Tags.member.1.Key=Team&Tags.member.1.Value=Blue+Sky&Tags.member.2.Key=Cost&PolicyArns.member.1.arn=arn%3Aaws%3Aiam%3A%3Aaws%3Apolicy%2FX"u8);
        Assert.Equal([1, 2], parameters.MemberNumbers("Tags.member."u8));
        Assert.Equal("Team", parameters.FindMember("Tags.member."u8, 1, ".Key"u8));
        Assert.Equal("Blue Sky", parameters.FindMember("Tags.member."u8, 1, ".Value"u8));
        Assert.Equal("Cost", parameters.FindMember("Tags.member."u8, 2, ".Key"u8));
        Assert.Null(parameters.FindMember("Tags.member."u8, 2, ".Value"u8));
        Assert.Equal("arn:aws:iam::aws:policy/X", parameters.FindMember("PolicyArns.member."u8, 1, ".arn"u8));
        Assert.Null(parameters.FindMember("PolicyArns.member."u8, 1, ".Arn"u8));
    }

    [Fact]
    public void Members_of_plain_lists_are_found_without_a_suffix()
    {
        using QueryParameters parameters = Decode("TransitiveTagKeys.member.1=Team&TransitiveTagKeys.member.2=Cost"u8);
        Assert.Equal([1, 2], parameters.MemberNumbers("TransitiveTagKeys.member."u8));
        Assert.Equal("Cost", parameters.FindMember("TransitiveTagKeys.member."u8, 2, default));
    }

    [Fact]
    public void Gaps_are_accepted_and_numbers_come_ascending_whatever_their_order()
    {
        using QueryParameters parameters = Decode(
            "Tags.member.10.Key=c&Tags.member.2.Value=b&Tags.member.2.Key=a&Tags.member.2147483647.Key=d&Tags.member.7.Key=e"u8);
        Assert.Equal([2, 7, 10, int.MaxValue], parameters.MemberNumbers("Tags.member."u8));
        Assert.Equal("d", parameters.FindMember("Tags.member."u8, int.MaxValue, ".Key"u8));
    }

    [Fact]
    public void Percent_encoded_names_are_members_too()
    {
        using QueryParameters parameters = Decode("Tags%2Emember%2E%31%2EKey=Team"u8);
        Assert.Equal([1], parameters.MemberNumbers("Tags.member."u8));
        Assert.Equal("Team", parameters.FindMember("Tags.member."u8, 1, ".Key"u8));
    }

    [Theory]
    [InlineData("Tags.member.")]
    [InlineData("Tags.member.x.Key")]
    [InlineData("Tags.member.-1.Key")]
    [InlineData("Tags.member.%2B1.Key")]
    [InlineData("Tags.member.+1.Key")]
    [InlineData("Tags.member.1%00.Key")]
    [InlineData("Tags.member.2147483648.Key")]
    [InlineData("Tags.member.99999999999999999999.Key")]
    [InlineData("tags.member.1.Key")]
    [InlineData("Tags.members.1.Key")]
    [InlineData("XTags.member.1.Key")]
    public void What_is_no_number_makes_no_member(string name)
    {
        using QueryParameters parameters = Decode(System.Text.Encoding.UTF8.GetBytes(name + "=x"));
        Assert.Empty(parameters.MemberNumbers("Tags.member."u8));
    }

    private static QueryParameters Decode(ReadOnlySpan<byte> body)
    {
        var parameters = new QueryParameters();
        Assert.Equal(DecodeOutcome.Decoded, parameters.DecodeBody(body));
        return parameters;
    }
}
