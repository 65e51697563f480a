using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using StsSim.Host;

namespace StsSim.IamSdk.Tests;

public sealed class ProvisioningTests
{
    private const string Account = "123456789012";

    [Fact]
    public async Task Identities_are_built_tried_and_torn_down_with_the_SDK_for_NET()
    {
        CancellationToken cancel = TestContext.Current.CancellationToken;
        await using Simulator simulator = await Simulator.StartAsync(["--urls", "http://127.0.0.1:0"], cancellationToken: cancel);
        using AmazonIdentityManagementServiceClient iam = Iam(
            simulator, new BasicAWSCredentials("AKIARZPUZDIKKVJVIU2T", "StsSimExampleSecretAccessKeyForLoadTests"));

        // Built.
        string policyArn = (await iam.CreatePolicyAsync(
            new CreatePolicyRequest { PolicyName = "may-deploy", PolicyDocument = Policy("Allow", "sts:AssumeRole", $"arn:aws:iam::{Account}:role/deploy") }, cancel)).Policy.Arn;
        await iam.CreateGroupAsync(new CreateGroupRequest { GroupName = "engineers" }, cancel);
        await iam.AttachGroupPolicyAsync(new AttachGroupPolicyRequest { GroupName = "engineers", PolicyArn = policyArn }, cancel);
        string firstId = (await iam.CreateUserAsync(new CreateUserRequest { UserName = "deployer" }, cancel)).User.UserId;
        await iam.CreateUserAsync(new CreateUserRequest { UserName = "intern" }, cancel);
        await iam.AddUserToGroupAsync(new AddUserToGroupRequest { GroupName = "engineers", UserName = "deployer" }, cancel);
        AccessKey deployer = (await iam.CreateAccessKeyAsync(new CreateAccessKeyRequest { UserName = "deployer" }, cancel)).AccessKey;
        AccessKey intern = (await iam.CreateAccessKeyAsync(new CreateAccessKeyRequest { UserName = "intern" }, cancel)).AccessKey;
        Role role = (await iam.CreateRoleAsync(
            new CreateRoleRequest { RoleName = "deploy", AssumeRolePolicyDocument = Trust($"arn:aws:iam::{Account}:root") }, cancel)).Role;
        await iam.PutRolePolicyAsync(
            new PutRolePolicyRequest { RoleName = "deploy", PolicyName = "read-users", PolicyDocument = Policy("Allow", "iam:GetUser", "*") }, cancel);

        // Assumed with permission and without.
        AssumeRoleResponse session = await AssumeAsync(simulator, deployer, role, cancel);
        Assert.Equal($"{role.RoleId}:release-42", session.AssumedRoleUser.AssumedRoleId);
        using (AmazonIdentityManagementServiceClient inRole = Iam(simulator, session.Credentials))
        {
            Assert.Equal(firstId, (await inRole.GetUserAsync(new GetUserRequest { UserName = "deployer" }, cancel)).User.UserId);
            await RefusedAsync<AmazonIdentityManagementServiceException>("AccessDenied", () => inRole.ListUsersAsync(new ListUsersRequest(), cancel));
        }

        await RefusedAsync<AmazonSecurityTokenServiceException>("AccessDenied", () => AssumeAsync(simulator, intern, role, cancel));

        // What changes counts with the next request.
        await iam.CreatePolicyVersionAsync(
            new CreatePolicyVersionRequest { PolicyArn = policyArn, PolicyDocument = Policy("Deny", "sts:AssumeRole", "*"), SetAsDefault = true }, cancel);
        await RefusedAsync<AmazonSecurityTokenServiceException>("AccessDenied", () => AssumeAsync(simulator, deployer, role, cancel));
        await iam.SetDefaultPolicyVersionAsync(new SetDefaultPolicyVersionRequest { PolicyArn = policyArn, VersionId = "v1" }, cancel);

        // A trust in a user is a trust in that very user.
        await iam.UpdateAssumeRolePolicyAsync(
            new UpdateAssumeRolePolicyRequest { RoleName = "deploy", PolicyDocument = Trust($"arn:aws:iam::{Account}:user/deployer") }, cancel);
        await AssumeAsync(simulator, deployer, role, cancel);
        await Assert.ThrowsAsync<DeleteConflictException>(() => iam.DeleteUserAsync(new DeleteUserRequest { UserName = "deployer" }, cancel));
        await iam.RemoveUserFromGroupAsync(new RemoveUserFromGroupRequest { GroupName = "engineers", UserName = "deployer" }, cancel);
        await iam.DeleteAccessKeyAsync(new DeleteAccessKeyRequest { UserName = "deployer", AccessKeyId = deployer.AccessKeyId }, cancel);
        await iam.DeleteUserAsync(new DeleteUserRequest { UserName = "deployer" }, cancel);
        await iam.CreateUserAsync(new CreateUserRequest { UserName = "deployer" }, cancel);
        await iam.AddUserToGroupAsync(new AddUserToGroupRequest { GroupName = "engineers", UserName = "deployer" }, cancel);
        deployer = (await iam.CreateAccessKeyAsync(new CreateAccessKeyRequest { UserName = "deployer" }, cancel)).AccessKey;
        await RefusedAsync<AmazonSecurityTokenServiceException>("AccessDenied", () => AssumeAsync(simulator, deployer, role, cancel));
        string trusted = (await iam.GetRoleAsync(new GetRoleRequest { RoleName = "deploy" }, cancel)).Role.AssumeRolePolicyDocument;
        Assert.Contains(firstId, Uri.UnescapeDataString(trusted), StringComparison.Ordinal);

        // Torn down.
        await iam.RemoveUserFromGroupAsync(new RemoveUserFromGroupRequest { GroupName = "engineers", UserName = "deployer" }, cancel);
        foreach (AccessKey key in (AccessKey[])[deployer, intern])
        {
            await iam.DeleteAccessKeyAsync(new DeleteAccessKeyRequest { UserName = key.UserName, AccessKeyId = key.AccessKeyId }, cancel);
            await iam.DeleteUserAsync(new DeleteUserRequest { UserName = key.UserName }, cancel);
        }

        await iam.DetachGroupPolicyAsync(new DetachGroupPolicyRequest { GroupName = "engineers", PolicyArn = policyArn }, cancel);
        await iam.DeleteGroupAsync(new DeleteGroupRequest { GroupName = "engineers" }, cancel);
        await iam.DeleteRolePolicyAsync(new DeleteRolePolicyRequest { RoleName = "deploy", PolicyName = "read-users" }, cancel);
        await iam.DeleteRoleAsync(new DeleteRoleRequest { RoleName = "deploy" }, cancel);
        await iam.DeletePolicyVersionAsync(new DeletePolicyVersionRequest { PolicyArn = policyArn, VersionId = "v2" }, cancel);
        await iam.DeletePolicyAsync(new DeletePolicyRequest { PolicyArn = policyArn }, cancel);
        await Assert.ThrowsAsync<NoSuchEntityException>(() => iam.GetRoleAsync(new GetRoleRequest { RoleName = "deploy" }, cancel));
        await Assert.ThrowsAsync<NoSuchEntityException>(() => iam.GetPolicyAsync(new GetPolicyRequest { PolicyArn = policyArn }, cancel));
    }

    private static AmazonIdentityManagementServiceClient Iam(Simulator simulator, AWSCredentials credentials) => new(
        credentials,
        new AmazonIdentityManagementServiceConfig { ServiceURL = simulator.Endpoint.ToString(), AuthenticationRegion = "us-east-1", MaxErrorRetry = 0 });

    private static async Task<AssumeRoleResponse> AssumeAsync(Simulator simulator, AccessKey key, Role role, CancellationToken cancel)
    {
        using var sts = new AmazonSecurityTokenServiceClient(
            new BasicAWSCredentials(key.AccessKeyId, key.SecretAccessKey),
            new AmazonSecurityTokenServiceConfig { ServiceURL = simulator.Endpoint.ToString(), AuthenticationRegion = "us-east-1", MaxErrorRetry = 0 });
        return await sts.AssumeRoleAsync(new AssumeRoleRequest { RoleArn = role.Arn, RoleSessionName = "release-42" }, cancel);
    }

    private static async Task RefusedAsync<T>(string code, Func<Task> call)
        where T : AmazonServiceException =>
        Assert.Equal(code, (await Assert.ThrowsAnyAsync<T>(call)).ErrorCode);

    private static string Policy(string effect, string action, string resource) =>
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"{{effect}}","Action":"{{action}}","Resource":"{{resource}}"}]}""";

    private static string Trust(string principal) =>
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"{{principal}}"},"Action":"sts:AssumeRole"}]}""";
}
