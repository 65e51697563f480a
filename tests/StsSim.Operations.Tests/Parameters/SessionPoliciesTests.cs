using StsSim.Operations.Parameters;
using StsSim.Operations.Tests.Sts;
using StsSim.Protocol.Errors;
using StsSim.Protocol.Query;

namespace StsSim.Operations.Tests.Parameters;

public sealed class SessionPoliciesTests : IDisposable
{
    private const string ReadS3 = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}]}""";

    private readonly SampleCallers _callers = new();

    [Fact]
    public void Arns_are_read_in_order_from_members_with_gaps()
    {
        string[] arns = Read(
            [new("PolicyArns.member.3.arn", "arn:aws:iam::aws:policy/B"), new("PolicyArns.member.1.arn", "arn:aws:iam::aws:policy/A")],
            out string? message);

        Assert.Null(message);
        Assert.Equal(["arn:aws:iam::aws:policy/A", "arn:aws:iam::aws:policy/B"], arns);
    }

    [Fact]
    public void Without_members_there_are_no_arns()
    {
        Assert.Empty(Read([new("PolicyArns", "")], out string? message));
        Assert.Null(message);
    }

    [Theory]
    [InlineData(10, null)]
    [InlineData(11, "1 validation error detected: Value at 'policyArns' failed to satisfy constraint: Member must have length less than or equal to 10")]
    public void There_are_ten_arns_at_most(int count, string? expected)
    {
        Read(Enumerable.Range(1, count).Select(i => KeyValuePair.Create($"PolicyArns.member.{i}.arn", "arn:aws:iam::aws:policy/A")), out string? message);

        Assert.Equal(expected, message);
    }

    [Fact]
    public void A_short_arn_is_named_by_its_place()
    {
        Read([new("PolicyArns.member.1.arn", "arn:aws")], out string? message);

        Assert.Equal(
            "1 validation error detected: Value 'arn:aws' at 'policyArns.1.member.arn' failed to satisfy constraint: "
            + "Member must have length greater than or equal to 20",
            message);
    }

    [Theory]
    [InlineData("arn:aws:iam::aws:policy/AdministratorAccess", "aws", true)]
    [InlineData("arn:aws:iam::aws:policy/job-function/ViewOnlyAccess", "aws", true)]
    [InlineData(SampleCallers.PolicyArn, "aws", true)]
    [InlineData("arn:aws:iam::123456789012:policy/Readers", "aws", false)] // its path is missing
    [InlineData("arn:aws:iam::210987654321:policy/team/Readers", "aws", false)]
    [InlineData("arn:aws-cn:iam::aws:policy/AdministratorAccess", "aws", false)]
    [InlineData("arn:aws-cn:iam::aws:policy/AdministratorAccess", "aws-cn", true)]
    [InlineData("nothing-valid-in-here", "aws", false)]
    [InlineData("", "aws", false)]
    public void Each_arn_names_a_policy_of_AWS_or_of_the_account(string arn, string partition, bool exists)
    {
        AwsError? error = SessionPolicies.CheckArns(["arn:aws-cn:iam::aws:policy/A".Replace("aws-cn", partition, StringComparison.Ordinal), arn], _callers.Account, partition);

        Assert.Equal(exists ? null : new AwsError(400, "ValidationError", $"{arn} is invalid"), error);
    }

    [Theory]
    [InlineData("{", "The policy is not in the valid JSON format.")]
    [InlineData("", "The policy is not in the valid JSON format.")]
    [InlineData("{}", "Syntax errors in policy.")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Action":"s3:GetObject"}]}""", "Syntax errors in policy.")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Action":"s3:GetObject","Resource":"*","Principal":"*"}]}""", "Syntax errors in policy.")]
    public void An_inline_policy_that_does_not_parse_is_malformed(string policy, string message) => Assert.Equal(
        new AwsError(400, "MalformedPolicyDocument", message), SessionPolicies.CheckSize(policy, [], [], new RequestLimits(), out _));

    [Fact]
    public void What_fits_is_measured_in_percent()
    {
        Assert.Null(SessionPolicies.CheckSize(null, [], [], new RequestLimits(), out int nothing));
        Assert.Equal(0, nothing);

        Assert.Null(SessionPolicies.CheckSize(ReadS3, [SampleCallers.PolicyArn], [new("Team", "Blue")], new RequestLimits(), out int something));
        Assert.InRange(something, 6, 12);
    }

    [Fact]
    public void Too_many_tags_are_too_large_in_the_words_for_tags()
    {
        KeyValuePair<string, string>[] tags = [.. Enumerable.Range(1, 50).Select(i => KeyValuePair.Create($"key-{i:D3}", new string('v', 40)))];

        AwsError? error = SessionPolicies.CheckSize(null, [], tags, new RequestLimits(), out int percent);

        Assert.InRange(percent, 101, 200);
        Assert.Equal(new AwsError(400, "PackedPolicyTooLarge", $"Packed size of session tags consumes {percent}% of allotted space."), error);
    }

    [Fact]
    public void Too_many_policies_are_too_large_in_the_words_for_policies()
    {
        string[] arns = [.. Enumerable.Range(0, 10).Select(i => $"arn:aws:iam::aws:policy/{new string('p', 200)}{i}")];

        AwsError? error = SessionPolicies.CheckSize(ReadS3, arns, [], new RequestLimits(), out int percent);

        Assert.InRange(percent, 101, 200);
        Assert.Equal(
            new AwsError(400, "PackedPolicyTooLarge", $"Packed policy consumes {percent}% of allotted space, please use smaller policy."), error);
    }

    public void Dispose() => _callers.Dispose();

    private static string[] Read(IEnumerable<KeyValuePair<string, string>> parameters, out string? message)
    {
        using QueryParameters form = Form.Of(Form.Encode(parameters));
        var constraints = new ParameterConstraints(new RequestLimits());
        string[] arns = SessionPolicies.ReadArns(form, ref constraints);
        message = constraints.ToError()?.Message;
        return arns;
    }
}
