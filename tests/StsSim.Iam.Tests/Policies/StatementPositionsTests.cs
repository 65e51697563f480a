using StsSim.Iam.Policies;

namespace StsSim.Iam.Tests.Policies;

/// <summary>Positions that AWS's policy simulator was seen to give for these documents.</summary>
public sealed class StatementPositionsTests
{
    [Fact]
    public void Of_a_list_in_one_line()
    {
        const string Document =
            """{"Version":"2012-10-17","Statement":[{"Sid":"DenyInsecureTransport","Effect":"Deny","Principal":"*","Action":"*","Resource":["arn:aws:s3:::tims-fancy-bucket/*","arn:aws:s3:::tims-fancy-bucket"],"Condition":{"Bool":{"aws:SecureTransport":"false"}}},"""
            + """{"Sid":"DenyTimDelete","Effect":"Deny","Principal":"*","Action":"s3:DeleteObject","Resource":"arn:aws:s3:::tims-fancy-bucket/*","Condition":{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::112233445566:role/tims-test-role"}}}]}""";

        Assert.Equal([new TextSpan(1, 38, 1, 248), new TextSpan(1, 248, 1, 470)], StatementPositions.Of(Document));
    }

    [Fact]
    public void Of_a_statement_that_is_no_list()
    {
        const string Document =
            """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"dynamodb:*","Resource":"*","Condition":{"DateGreaterThan":{"aws:CurrentTime":"2018-08-16T12:00:00Z"}}}}""";

        Assert.Equal([new TextSpan(1, 38, 1, 167)], StatementPositions.Of(Document));
    }

    [Fact]
    public void Of_several_lines() =>
        Assert.Equal([new TextSpan(3, 17, 8, 6)], StatementPositions.Of(ManagedPolicies.Find(ManagedPolicies.AdministratorAccessArn)!));

    [Fact]
    public void Of_statements_behind_other_elements_and_characters_beyond_ASCII() =>
        Assert.Equal([new TextSpan(2, 14, 2, 68)], StatementPositions.Of("{\"Id\":\"\u00E9\",\n\"Statement\":{\"Sid\":\"\u00E9\",\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"},\"Version\":\"2012-10-17\"}"));
}
