using BenchmarkDotNet.Attributes;
using StsSim.Iam.Evaluation;
using StsSim.Iam.Policies;

namespace StsSim.Benchmarks;

/// <summary>
/// Decisions for a typical user: three policies with twenty statements among them, of which wildcards, conditions and
/// variables each have their share. The budget is two microseconds a decision and no allocation.
/// </summary>
[MemoryDiagnoser]
public class PolicyEvaluation
{
    private const string Account = "111122223333";

    private static readonly Principal Alice = new()
    {
        Type = PrincipalType.User,
        Arn = "arn:aws:iam::111122223333:user/staff/Alice",
        AccountId = Account,
        UniqueId = "AIDACKCEVSQ6C2EXAMPLE",
    };

    private static readonly ConditionContext Context = new DictionaryConditionContext(new Dictionary<string, ConditionValues>
    {
        ["aws:username"] = ConditionValues.Of("Alice"),
        ["aws:PrincipalArn"] = ConditionValues.Of("arn:aws:iam::111122223333:user/staff/Alice"),
        ["aws:PrincipalTag/Team"] = ConditionValues.Of("Blue"),
        ["aws:RequestTag/Team"] = ConditionValues.Of("Blue"),
        ["aws:TagKeys"] = ConditionValues.Of(["Team", "CostCenter"]),
        ["aws:SecureTransport"] = ConditionValues.Of(true),
        ["aws:SourceIp"] = ConditionValues.Of("203.0.113.17"),
        ["aws:CurrentTime"] = ConditionValues.Of(new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero)),
        ["aws:MultiFactorAuthPresent"] = ConditionValues.Of(true),
        ["sts:ExternalId"] = ConditionValues.Of("b2c9"),
        ["sts:RoleSessionName"] = ConditionValues.Of("Alice"),
    });

    private readonly PrincipalPolicies _caller = new()
    {
        Identity = new PolicySet(
        [
            Policy("guardrails", PolicyType.Identity,
                """{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}""",
                """{"Effect":"Deny","NotAction":["iam:*","sts:*"],"Resource":"*","Condition":{"BoolIfExists":{"aws:MultiFactorAuthPresent":"false"}}}""",
                """{"Effect":"Deny","Action":["s3:DeleteBucket","s3:PutBucketPolicy"],"Resource":"arn:aws:s3:::audit-*"}""",
                """{"Effect":"Deny","Action":"ec2:*","Resource":"*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24","198.51.100.0/24"]}}}""",
                """{"Effect":"Deny","Action":"iam:*","Resource":"*","Condition":{"DateGreaterThan":{"aws:CurrentTime":"2030-01-01T00:00:00Z"}}}"""),
            Policy("own-things", PolicyType.Identity,
                """{"Effect":"Allow","Action":["iam:GetUser","iam:ChangePassword"],"Resource":"arn:aws:iam::*:user/${aws:username}"}""",
                """{"Effect":"Allow","Action":["iam:*AccessKey*"],"Resource":"arn:aws:iam::*:user/staff/${aws:username}"}""",
                """{"Effect":"Allow","Action":"iam:*VirtualMFADevice","Resource":"arn:aws:iam::*:mfa/${aws:username}"}""",
                """{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::home/${aws:username}/*"}""",
                """{"Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:::home","Condition":{"StringLike":{"s3:prefix":"${aws:username}/*"}}}""",
                """{"Effect":"Allow","Action":["logs:*","cloudwatch:Get*","cloudwatch:List*"],"Resource":"*"}""",
                """{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::shared-${aws:PrincipalTag/Team, 'none'}/*"}"""),
            Policy("team-work", PolicyType.Identity,
                """{"Effect":"Allow","Action":"ec2:Describe*","Resource":"*"}""",
                """{"Effect":"Allow","Action":["ec2:StartInstances","ec2:StopInstances"],"Resource":"arn:aws:ec2:*:111122223333:instance/*","Condition":{"StringEquals":{"aws:ResourceTag/Team":"${aws:PrincipalTag/Team}"}}}""",
                """{"Effect":"Allow","Action":"sqs:*","Resource":"arn:aws:sqs:*:111122223333:team-blue-*"}""",
                """{"Effect":"Allow","Action":"dynamodb:*Item","Resource":"arn:aws:dynamodb:*:*:table/blue-*"}""",
                """{"Effect":"Allow","Action":"lambda:InvokeFunction","Resource":"arn:aws:lambda:*:111122223333:function:blue-*"}""",
                """{"Effect":"Allow","Action":"kms:Decrypt","Resource":"*","Condition":{"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:user/staff/*"}}}""",
                """{"Effect":"Allow","Action":"sts:AssumeRole","Resource":"arn:aws:iam::*:role/blue/*"}""",
                """{"Effect":"Allow","Action":["sts:GetFederationToken","sts:TagSession"],"Resource":"arn:aws:sts::111122223333:federated-user/${aws:username}-*","Condition":{"ForAllValues:StringEquals":{"aws:TagKeys":["Team","CostCenter"]},"StringEquals":{"aws:RequestTag/Team":"${aws:PrincipalTag/Team}"}}}"""),
        ]),
    };

    private readonly ResourcePolicy _role = new(
        new PolicySet([Policy("trust", PolicyType.Trust,
            """{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}""",
            """{"Effect":"Allow","Principal":{"AWS":["444455556666","arn:aws:iam::111122223333:root"]},"Action":["sts:AssumeRole","sts:TagSession"],"Condition":{"StringEquals":{"sts:ExternalId":"b2c9"},"StringLike":{"sts:RoleSessionName":"${aws:username}*"}}}""")]),
        Account,
        IsTrustPolicy: true);

    private readonly AccessRequest _getFederationToken = Request("sts:GetFederationToken", "arn:aws:sts::111122223333:federated-user/Alice-laptop");
    private readonly AccessRequest _deleteAuditBucket = Request("s3:DeleteBucket", "arn:aws:s3:::audit-2026");
    private readonly AccessRequest _createUser = Request("iam:CreateUser", "arn:aws:iam::111122223333:user/Mallory");
    private readonly AccessRequest _assumeRole = Request("sts:AssumeRole", "arn:aws:iam::111122223333:role/blue/Deployer");

    [Benchmark]
    public AccessDecision AllowedByTheLastStatement() => AccessEvaluation.Evaluate(_getFederationToken, _caller, resource: null);

    [Benchmark]
    public AccessDecision DeniedExplicitly() => AccessEvaluation.Evaluate(_deleteAuditBucket, _caller, resource: null);

    [Benchmark]
    public AccessDecision DeniedImplicitly() => AccessEvaluation.Evaluate(_createUser, _caller, resource: null);

    [Benchmark]
    public AccessDecision AssumeRoleByTrustAndIdentity() => AccessEvaluation.Evaluate(_assumeRole, _caller, _role);

    /// <summary>A benchmark of the wrong decision would be worth nothing.</summary>
    [GlobalSetup]
    public void CheckDecisions()
    {
        Check(AllowedByTheLastStatement(), Decision.Allowed);
        Check(DeniedExplicitly(), Decision.ExplicitDeny);
        Check(DeniedImplicitly(), Decision.ImplicitDeny);
        Check(AssumeRoleByTrustAndIdentity(), Decision.Allowed);

        static void Check(AccessDecision decision, Decision expected)
        {
            if (decision.Decision != expected)
            {
                throw new InvalidOperationException($"Expected {expected} and got {decision}.");
            }
        }
    }

    private static AccessRequest Request(string action, string resource) => new(Alice, action, resource, Context);

    private static NamedPolicy Policy(string name, PolicyType type, params string[] statements)
    {
        string text = $$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]}""";
        return PolicyParser.Parse(text, type, out PolicyDocument? policy) is { } fault
            ? throw new InvalidOperationException($"{fault.Path}: {fault.Reason}")
            : new NamedPolicy(name, policy!);
    }
}
