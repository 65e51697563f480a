using System.Net;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Sdk.Federation;

public sealed class AssumeRootTests(FederationSimulator simulator)
{
    private const string TaskPolicies = "arn:aws:iam::aws:policy/root-task/";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(FederationWorld.MemberAccountId, "IAMAuditRootUserCredentials", "iam:ListAccessKeys", "iam:CreateLoginProfile")]
    [InlineData("arn:aws:iam::210987654321:root", "IAMCreateRootUserPassword", "iam:CreateLoginProfile", "s3:PutBucketPolicy")]
    [InlineData(FederationWorld.MemberAccountId, "IAMDeleteRootUserCredentials", "iam:DeleteAccessKey", "iam:CreateUser")]
    [InlineData(FederationWorld.MemberAccountId, "S3UnlockBucketPolicy", "s3:DeleteBucketPolicy", "sqs:SetQueueAttributes")]
    [InlineData(FederationWorld.MemberAccountId, "SQSUnlockQueuePolicy", "sqs:SetQueueAttributes", "s3:DeleteBucketPolicy")]
    public async Task A_session_is_the_members_root_user_for_one_task(string target, string task, string allowed, string denied)
    {
        AssumeRootResponse response = await AssumeAsync(FederationWorld.Alice, target, task);

        ClientKey key = response.Credentials.AsKey();
        using AmazonSecurityTokenServiceClient session = SdkClient.Create(simulator.Endpoint, key);
        GetCallerIdentityResponse identity = await session.GetCallerIdentityAsync(new GetCallerIdentityRequest(), Cancel);
        Assert.Equal(("arn:aws:iam::210987654321:root", "210987654321", "210987654321"), (identity.Arn, identity.UserId, identity.Account));
        Assert.Equal("allowed", await DecisionAsync(key, allowed));
        Assert.Equal("explicitDeny", await DecisionAsync(key, denied));
    }

    [Fact]
    public async Task Who_is_neither_of_the_management_account_nor_allowed_is_denied()
    {
        Assert.Equal(
            "User: arn:aws:iam::210987654321:user/erin is not authorized to perform: sts:AssumeRoot on resource: arn:aws:iam::123456789012:root",
            (await RefusedAsync(FederationWorld.Erin, FederationWorld.AccountId)).Message);
        Assert.Equal("AccessDenied", (await RefusedAsync(FederationWorld.Bob, FederationWorld.MemberAccountId)).ErrorCode);
        Assert.Equal("AccessDenied", (await RefusedAsync(FederationWorld.Alice, FederationWorld.AccountId)).ErrorCode); // the management account itself
        Assert.Equal("AccessDenied", (await RefusedAsync(FederationWorld.Alice, "999999999999")).ErrorCode);
    }

    [Theory]
    [InlineData("arn:aws:iam::210987654321:user/erin", TaskPolicies + "S3UnlockBucketPolicy", null, "arn:aws:iam::210987654321:user/erin is invalid")]
    [InlineData(FederationWorld.MemberAccountId, "arn:aws:iam::aws:policy/AdministratorAccess", null, "arn:aws:iam::aws:policy/AdministratorAccess is invalid")]
    [InlineData(FederationWorld.MemberAccountId, TaskPolicies + "S3UnlockBucketPolicy", 901, "1 validation error detected: Value '901' at 'durationSeconds' failed to satisfy constraint: Member must have value less than or equal to 900")]
    public async Task What_is_wrong_with_a_request_is_a_validation_error(string target, string policy, int? seconds, string message)
    {
        using AmazonSecurityTokenServiceClient sts = SdkClient.Create(simulator.Endpoint, FederationWorld.Alice);
        var request = new AssumeRootRequest { TargetPrincipal = target, TaskPolicyArn = new PolicyDescriptorType { Arn = policy }, DurationSeconds = seconds };

        var refusal = await Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(() => sts.AssumeRootAsync(request, Cancel));

        Assert.Equal((HttpStatusCode.BadRequest, "ValidationError", message), (refusal.StatusCode, refusal.ErrorCode, refusal.Message));
    }

    private async Task<string?> DecisionAsync(ClientKey key, string action) => (await simulator.AuthorizeAsync(new
    {
        sessionToken = key.SessionToken,
        action,
        resource = action.StartsWith("iam:", StringComparison.Ordinal) ? "arn:aws:iam::210987654321:root" : "*",
    })).GetProperty("decision").GetString();

    private async Task<AssumeRootResponse> AssumeAsync(ClientKey key, string target, string task = "S3UnlockBucketPolicy")
    {
        using AmazonSecurityTokenServiceClient sts = SdkClient.Create(simulator.Endpoint, key);
        return await sts.AssumeRootAsync(
            new AssumeRootRequest { TargetPrincipal = target, TaskPolicyArn = new PolicyDescriptorType { Arn = TaskPolicies + task } }, Cancel);
    }

    private Task<AmazonSecurityTokenServiceException> RefusedAsync(ClientKey key, string target) =>
        Assert.ThrowsAsync<AmazonSecurityTokenServiceException>(() => AssumeAsync(key, target));
}
