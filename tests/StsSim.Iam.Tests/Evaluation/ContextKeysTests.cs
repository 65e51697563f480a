using StsSim.Iam.Evaluation;
using StsSim.Iam.Policies;

namespace StsSim.Iam.Tests.Evaluation;

public sealed class ContextKeysTests
{
    private static readonly PolicyDocument Policy = SamplePolicies.Parse(
        """
        {"Version":"2012-10-17","Statement":[
        {"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::b/${aws:username}/*","Condition":{"StringEquals":{"aws:PrincipalTag/Team":"${aws:userid, 'x'}${*}"}}},
        {"Effect":"Deny","Action":"sqs:*","Resource":"*","Condition":{"Bool":{"AWS:SecureTransport":"false"},"Null":{"aws:UserName":"true"}}}]}
        """);

    [Fact]
    public void Are_named_once_as_they_are_first_written() => Assert.Equal(
        ["aws:username", "aws:PrincipalTag/Team", "aws:userid", "AWS:SecureTransport"],
        ContextKeys.Of([Policy]).Select(key => key.Text));

    [Fact]
    public void Of_a_request_are_those_of_the_statements_that_may_speak_of_it()
    {
        Assert.Equal(["AWS:SecureTransport", "aws:UserName"], ContextKeys.Of([Policy], "sqs:SendMessage", "*").Select(key => key.Text));
        Assert.Equal(
            ["aws:username", "aws:PrincipalTag/Team", "aws:userid"], ContextKeys.Of([Policy], "s3:GetObject", "arn:aws:s3:::other").Select(key => key.Text));
        Assert.Empty(ContextKeys.Of([Policy], "ec2:RunInstances", "*"));
    }
}
