using StsSim.Iam.Evaluation;
using static StsSim.Iam.Tests.Evaluation.SamplePolicies;

namespace StsSim.Iam.Tests.Evaluation;

/// <summary>A decision allocates nothing, whatever its policies use: it is made for every request.</summary>
public sealed class AllocationTests
{
    private const int Rounds = 1_000;

    private static readonly DateTimeOffset Now = new(2026, 4, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly PrincipalPolicies Caller = new()
    {
        Identity = Set(
            """{"Effect":"Deny","Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}""",
            """{"Effect":"Deny","NotAction":"sts:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","2001:db8::/32"]}}}""",
            """{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"DateLessThan":{"aws:CurrentTime":"2026-01-01T00:00:00Z"}}}""",
            """{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"DateGreaterThan":{"aws:TokenIssueTime":"2027-01-01"},"NumericLessThan":{"aws:MultiFactorAuthAge":"300","s3:max-keys":"0"}}}""",
            """{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"ForAnyValue:StringLike":{"aws:TagKeys":["secret*","x-?"]},"BinaryEquals":{"x:bytes":"QUJD"}}}""",
            """{"Effect":"Allow","Action":"s3:List*","Resource":"arn:aws:s3:::logs"}""",
            """{"Effect":"Allow","Action":["s3:GetObject","s3:PutObject"],"Resource":["arn:aws:s3:::home/${aws:username}/*","arn:aws:s3:::home/${aws:PrincipalTag/Team, 'none'}/${aws:CurrentTime}"],"Condition":{"StringEquals":{"aws:PrincipalTag/Team":"${aws:RequestTag/Team}"},"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:user/staff/${aws:username}"},"Null":{"aws:MultiFactorAuthAge":"false"}}}"""),
        PermissionsBoundary = Set("""{"Effect":"Allow","NotAction":"iam:*","Resource":"*","Condition":{"StringLike":{"aws:CurrentTime":"2026-*"}}}"""),
        Session = Set("""{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::*/${aws:username}/*"}"""),
        ServiceControl = PolicySet.FullAccess,
    };

    private static readonly ResourcePolicy Bucket = new(
        ResourceSet("""{"Effect":"Allow","NotPrincipal":{"AWS":["444455556666","AIDA444455556666EXAMPLE"]},"Action":"s3:*","Resource":"*"}"""),
        SamplePrincipals.OtherAccount,
        IsTrustPolicy: false);

    private static readonly ConditionContext Live = SamplePolicies.Context(
        ("aws:username", ConditionValues.Of("Alice")),
        ("aws:SecureTransport", ConditionValues.Of(true)),
        ("aws:SourceIp", ConditionValues.Of("2001:db8::7")),
        ("aws:CurrentTime", ConditionValues.Of(Now)),
        ("aws:TokenIssueTime", ConditionValues.Of("2026-04-01T11:00:00Z")),
        ("aws:MultiFactorAuthAge", ConditionValues.Of(400)),
        ("s3:max-keys", ConditionValues.Of("100")),
        ("aws:TagKeys", ConditionValues.Of(["Team", "Cost"])),
        ("aws:PrincipalTag/Team", ConditionValues.Of("Blue")),
        ("aws:RequestTag/Team", ConditionValues.Of("Blue")),
        ("aws:PrincipalArn", ConditionValues.Of(SamplePrincipals.AliceArn)),
        ("x:bytes", ConditionValues.Of("QUJE")));

    [Theory]
    [InlineData("s3:GetObject", "arn:aws:s3:::home/Alice/photo", Decision.Allowed)]
    [InlineData("s3:DeleteObject", "arn:aws:s3:::home/Alice/photo", Decision.ImplicitDeny)]
    [InlineData("s3:PutObject", "arn:aws:s3:::home/Bob/photo", Decision.ImplicitDeny)]
    public void A_decision_allocates_nothing(string action, string resource, Decision expected)
    {
        var request = new AccessRequest(SamplePrincipals.Alice, action, resource, Live);
        Assert.Equal(expected, AccessEvaluation.Evaluate(request, Caller, Bucket).Decision);

        AllocatedBy(request); // whatever is made only once
        Assert.Equal(0, AllocatedBy(request));
    }

    private static long AllocatedBy(in AccessRequest request)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Rounds; i++)
        {
            AccessEvaluation.Evaluate(request, Caller, Bucket);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
