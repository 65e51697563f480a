using StsSim.Iam.Policies;

namespace StsSim.Iam.Tests.Policies;

public sealed class PackedPolicySizeTests
{
    // The AssumeRole sample of the service's own examples, and the size it answers.
    private const string Sample =
        """{"Version":"2012-10-17","Statement":[{"Sid":"Stmt1","Effect":"Allow","Action":"s3:ListAllMyBuckets","Resource":"*"}]}""";

    [Fact]
    public void The_sample_of_aws_takes_six_percent()
    {
        Assert.Equal(new PackedPolicySize(6, 0), PackedPolicySize.Measure(Sample, [], []));
        Assert.Equal(6, PackedPolicySize.Measure(Sample, [], []).Total);
    }

    [Fact]
    public void Nothing_takes_nothing()
    {
        Assert.Equal(0, PackedPolicySize.Measure("", [], []).Total);
    }

    [Fact]
    public void Policies_and_tags_add_up()
    {
        KeyValuePair<string, string>[] tags = [new("Team", new string('v', 240)), new("Cost", "")];
        string[] arns = ["arn:aws:iam::aws:policy/AdministratorAccess"];
        PackedPolicySize policies = PackedPolicySize.Measure(Sample, arns, []);
        PackedPolicySize ofTags = PackedPolicySize.Measure("", [], tags);
        PackedPolicySize both = PackedPolicySize.Measure(Sample, arns, tags);
        Assert.Equal(new PackedPolicySize(policies.Policies, ofTags.Tags), both);
        Assert.Equal(policies.Total + ofTags.Total, both.Total);
        Assert.True(ofTags.Tags > 0 && policies.Policies > 6);
    }

    [Theory]
    [InlineData("""{ "Version" : "2012-10-17", "Statement": [ {"Sid":"Stmt1","Effect":"Allow","Action":"s3:ListAllMyBuckets","Resource":"*"} ] }""")]
    [InlineData("\r\n\t{\"Version\":\n\"2012-10-17\",\n\n\n\"Statement\":[{\"Sid\":\"Stmt1\",\"Effect\":\"Allow\",\t\"Action\":\"s3:ListAllMyBuckets\",\"Resource\":\"*\"}]}   ")]
    public void White_space_between_tokens_takes_nothing(string spaced)
    {
        string padded = spaced + new string(' ', 2048);
        Assert.Equal(PackedPolicySize.Measure(Sample, [], []), PackedPolicySize.Measure(padded, [], []));
    }

    [Theory]
    [InlineData("\"a{0}b\"")]
    [InlineData("\"\\\"{0}\"")] // an escaped quote does not end the string
    [InlineData("\"\\\\\\\"{0}\"")]
    public void White_space_inside_a_string_counts(string form)
    {
        string with = form.Replace("{0}", new string(' ', 2048), StringComparison.Ordinal);
        Assert.True(PackedPolicySize.Measure(with, [], []).Policies > 100);
    }

    [Fact]
    public void An_escaped_backslash_does_not_hide_the_closing_quote()
    {
        string spaced = "\"\\\\\"" + new string(' ', 2048);
        Assert.Equal(1, PackedPolicySize.Measure(spaced, [], []).Policies);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(20, 1)]
    [InlineData(21, 2)]
    [InlineData(2048, 100)]
    [InlineData(2049, 101)]
    public void A_percentage_is_rounded_up(int bytes, int percent)
    {
        Assert.Equal(new PackedPolicySize(percent, 0), PackedPolicySize.Measure(new string('1', bytes), [], []));
        Assert.Equal(new PackedPolicySize(percent, 0), PackedPolicySize.Measure("", [new string('a', bytes)], []));
    }

    [Fact]
    public void Characters_beyond_ascii_take_what_they_take_in_utf8()
    {
        Assert.Equal(PackedPolicySize.Measure(new string('a', 200), [], []), PackedPolicySize.Measure(new string('é', 100), [], []));
        Assert.Equal(
            PackedPolicySize.Measure("", [], [new("kkk", new string('v', 400))]),
            PackedPolicySize.Measure("", [], [new("漢", string.Concat(Enumerable.Repeat("\U0001F600", 100)))]));
    }

    [Fact]
    public void More_never_takes_less()
    {
        int before = 0;
        for (int count = 0; count <= 50; count++)
        {
            KeyValuePair<string, string>[] tags = [.. Enumerable.Range(0, count).Select(i => new KeyValuePair<string, string>($"key{i}", "value"))];
            int total = PackedPolicySize.Measure(Sample, [], tags).Total;
            Assert.True(total >= before);
            before = total;
        }
    }
}
