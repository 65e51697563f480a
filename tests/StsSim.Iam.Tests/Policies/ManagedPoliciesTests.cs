using StsSim.Iam.Evaluation;
using StsSim.Iam.Policies;
using StsSim.Iam.Tests.Evaluation;

namespace StsSim.Iam.Tests.Policies;

public sealed class ManagedPoliciesTests
{
    private const string Prefix = "arn:aws:iam::aws:policy/";
    private const string RootArn = "arn:aws:iam::111122223333:root";

    [Fact]
    public void Each_of_them_is_a_policy_and_is_found_by_its_arn()
    {
        Assert.NotEmpty(ManagedPolicies.Arns);
        Assert.Contains(ManagedPolicies.AdministratorAccessArn, ManagedPolicies.Arns);
        foreach (string arn in ManagedPolicies.Arns)
        {
            string? text = ManagedPolicies.Find(arn);
            Assert.NotNull(text);
            Assert.Null(PolicyParser.Parse(text, PolicyType.Identity, out _));
        }
    }

    [Fact]
    public void Names_are_compared_exactly()
    {
        Assert.Null(ManagedPolicies.Find(Prefix + "administratoraccess"));
        Assert.Null(ManagedPolicies.Find("arn:aws:iam::123456789012:policy/AdministratorAccess"));
    }

    [Theory]
    [InlineData("AdministratorAccess", "anything:AtAll", "arn:aws:s3:::a", true)]
    [InlineData("PowerUserAccess", "s3:DeleteBucket", "arn:aws:s3:::a", true)]
    [InlineData("PowerUserAccess", "iam:CreateUser", "*", false)]
    [InlineData("PowerUserAccess", "iam:ListRoles", "*", true)]
    [InlineData("IAMFullAccess", "iam:CreateUser", "*", true)]
    [InlineData("IAMFullAccess", "organizations:LeaveOrganization", "*", false)]
    [InlineData("IAMReadOnlyAccess", "iam:GetRole", "*", true)]
    [InlineData("IAMReadOnlyAccess", "iam:DeleteRole", "*", false)]
    [InlineData("IAMUserChangePassword", "iam:ChangePassword", "arn:aws:iam::111122223333:user/Alice", true)]
    [InlineData("IAMUserChangePassword", "iam:ChangePassword", "arn:aws:iam::111122223333:user/Bob", false)]
    [InlineData("AmazonS3FullAccess", "s3:PutObject", "arn:aws:s3:::a/b", true)]
    [InlineData("AmazonS3ReadOnlyAccess", "s3:GetObject", "arn:aws:s3:::a/b", true)]
    [InlineData("AmazonS3ReadOnlyAccess", "s3:PutObject", "arn:aws:s3:::a/b", false)]
    [InlineData("ReadOnlyAccess", "s3:GetObject", "arn:aws:s3:::a/b", true)]
    [InlineData("ReadOnlyAccess", "ec2:DescribeInstances", "*", true)]
    [InlineData("ReadOnlyAccess", "s3:PutObject", "arn:aws:s3:::a/b", false)]
    [InlineData("SecurityAudit", "iam:GetRole", "arn:aws:iam::111122223333:role/a", true)]
    [InlineData("SecurityAudit", "s3:GetObject", "arn:aws:s3:::a/b", false)]
    [InlineData("job-function/ViewOnlyAccess", "ec2:DescribeInstances", "*", true)]
    [InlineData("AWSDenyAll", "sts:GetCallerIdentity", "*", false)]
    [InlineData("AmazonEC2FullAccess", "ec2:RunInstances", "*", true)]
    [InlineData("AmazonDynamoDBReadOnlyAccess", "dynamodb:GetItem", "arn:aws:dynamodb:us-east-1:111122223333:table/t", true)]
    [InlineData("AmazonSQSFullAccess", "sqs:SendMessage", "arn:aws:sqs:us-east-1:111122223333:q", true)]
    public void A_policy_allows_what_its_name_says(string name, string action, string resource, bool allowed)
    {
        ConditionContext context = SamplePolicies.Texts("aws:username", "Alice");
        var caller = new PrincipalPolicies { Identity = Load(name) };

        Assert.Equal(allowed, Decide(SamplePrincipals.Alice, action, resource, context, caller) == Decision.Allowed);
    }

    [Fact]
    public void A_policy_is_known_by_what_AWS_shows_of_it()
    {
        AwsManagedPolicy policy = ManagedPolicies.FindPolicy(Prefix + "service-role/AWSLambdaBasicExecutionRole")!;

        Assert.Equal(
            ("AWSLambdaBasicExecutionRole", "/service-role/", "ANPAJNCQGXC42545SKXIK", "v1", "Provides write permissions to CloudWatch Logs."),
            (policy.Name, policy.Path, policy.PolicyId, policy.DefaultVersionId, policy.Description));
        Assert.Equal(new DateTimeOffset(2015, 4, 9, 15, 3, 43, TimeSpan.Zero), policy.CreatedAt);
        Assert.All(ManagedPolicies.All, policy => Assert.Matches("^ANPA[A-Z0-9]{17}$", policy.PolicyId));
    }

    // Source: IAM User Guide, "AWS managed policies for IAM"; these policies deny what a task does not need.
    [Theory]
    [InlineData("IAMAuditRootUserCredentials", "iam:GetAccountSummary", "*", true)]
    [InlineData("IAMAuditRootUserCredentials", "iam:ListAccessKeys", RootArn, true)]
    [InlineData("IAMAuditRootUserCredentials", "iam:ListAccessKeys", "arn:aws:iam::111122223333:user/Alice", false)]
    [InlineData("IAMAuditRootUserCredentials", "iam:DeleteAccessKey", RootArn, false)]
    [InlineData("IAMCreateRootUserPassword", "iam:CreateLoginProfile", RootArn, true)]
    [InlineData("IAMCreateRootUserPassword", "iam:ListAccessKeys", RootArn, false)]
    [InlineData("IAMDeleteRootUserCredentials", "iam:DeactivateMFADevice", RootArn, true)]
    [InlineData("IAMDeleteRootUserCredentials", "iam:CreateLoginProfile", RootArn, false)]
    [InlineData("S3UnlockBucketPolicy", "s3:DeleteBucketPolicy", "arn:aws:s3:::a", true)]
    [InlineData("S3UnlockBucketPolicy", "s3:GetObject", "arn:aws:s3:::a/b", false)]
    [InlineData("SQSUnlockQueuePolicy", "sqs:SetQueueAttributes", "arn:aws:sqs:us-east-1:111122223333:q", true)]
    [InlineData("SQSUnlockQueuePolicy", "sqs:GetQueueAttributes", "arn:aws:sqs:us-east-1:111122223333:q", true)]
    [InlineData("SQSUnlockQueuePolicy", "sqs:SendMessage", "arn:aws:sqs:us-east-1:111122223333:q", false)]
    public void A_root_task_narrows_the_root_user_to_its_task(string task, string action, string resource, bool allowed)
    {
        ConditionContext context = SamplePolicies.Context(
            ("aws:PrincipalArn", ConditionValues.Of(RootArn)),
            ("aws:PrincipalAccount", ConditionValues.Of("111122223333")),
            ("aws:ResourceAccount", ConditionValues.Of("111122223333")));
        var root = new PrincipalPolicies { Identity = Load("root-task/" + task) };

        Assert.Equal(allowed ? Decision.Allowed : Decision.ExplicitDeny, Decide(SamplePrincipals.Root, action, resource, context, root));
    }

    private static PolicySet Load(string name) =>
        new([new NamedPolicy(name, SamplePolicies.Parse(ManagedPolicies.Find(Prefix + name)!))]);

    private static Decision Decide(Principal principal, string action, string resource, ConditionContext context, PrincipalPolicies policies) =>
        AccessEvaluation.Evaluate(new AccessRequest(principal, action, resource, context), policies, null).Decision;
}
