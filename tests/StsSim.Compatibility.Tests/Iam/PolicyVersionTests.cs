using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Iam;

public sealed class PolicyVersionTests(IamSimulator simulator)
{
    private readonly IamAccount _account = simulator.TakeAccount();

    [Fact]
    public async Task Versions_are_listed_newest_first_and_their_numbers_are_used_once()
    {
        string arn = await _account.CreatePolicyAsync("Versioned", PolicyTexts.Allow("s3:*"));

        IamAnswer second = await CreateVersionAsync(arn, PolicyTexts.Allow("sqs:*"));
        (await _account.CallAsync("DeletePolicyVersion", ("PolicyArn", arn), ("VersionId", "v2"))).IsSuccess();
        IamAnswer third = await CreateVersionAsync(arn, PolicyTexts.Allow("sns:*"), ("SetAsDefault", "true"));

        Assert.Equal(("v2", "false"), (second.Text("PolicyVersion/VersionId"), second.Text("PolicyVersion/IsDefaultVersion")));
        Assert.False(second.Has("PolicyVersion/Document"));
        Assert.Equal(("v3", "true"), (third.Text("PolicyVersion/VersionId"), third.Text("PolicyVersion/IsDefaultVersion")));
        IamAnswer versions = await _account.CallAsync("ListPolicyVersions", ("PolicyArn", arn));
        Assert.Equal(["v3", "v1"], versions.Texts("Versions/member/VersionId"));
        Assert.Equal(["true", "false"], versions.Texts("Versions/member/IsDefaultVersion"));
        Assert.False(versions.Has("Versions/member/Document"));
        IamAnswer policy = await _account.CallAsync("GetPolicy", ("PolicyArn", arn));
        Assert.Equal("v3", policy.Text("Policy/DefaultVersionId"));
        Assert.Equal(third.Text("PolicyVersion/CreateDate"), policy.Text("Policy/UpdateDate"));
    }

    [Fact]
    public async Task A_list_of_versions_comes_in_pages()
    {
        string arn = await _account.CreatePolicyAsync("Paged", PolicyTexts.Allow("s3:*"));
        await CreateVersionAsync(arn, PolicyTexts.Allow("s3:*"));
        await CreateVersionAsync(arn, PolicyTexts.Allow("s3:*"));

        IamAnswer first = await _account.CallAsync("ListPolicyVersions", ("PolicyArn", arn), ("MaxItems", "2"));
        IamAnswer second = await _account.CallAsync("ListPolicyVersions", ("PolicyArn", arn), ("Marker", first.Text("Marker")));

        Assert.Equal(["v3", "v2"], first.Texts("Versions/member/VersionId"));
        Assert.Equal(["v1"], second.Texts("Versions/member/VersionId"));
    }

    [Fact]
    public async Task There_are_five_versions_at_most()
    {
        string arn = await _account.CreatePolicyAsync("Full", PolicyTexts.Allow("s3:*"));
        for (int i = 0; i < 4; i++)
        {
            await CreateVersionAsync(arn, PolicyTexts.Allow("s3:*"));
        }

        (await _account.CallAsync("CreatePolicyVersion", ("PolicyArn", arn), ("PolicyDocument", PolicyTexts.Allow("s3:*")))).IsRefusal(
            409,
            "LimitExceeded",
            "A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing version.");
    }

    [Fact]
    public async Task The_default_version_is_not_deleted_and_a_version_that_is_not_there_is_not_found()
    {
        string arn = await _account.CreatePolicyAsync("Defaulted", PolicyTexts.Allow("s3:*"));

        (await _account.CallAsync("DeletePolicyVersion", ("PolicyArn", arn), ("VersionId", "v1")))
            .IsRefusal(409, "DeleteConflict", "Cannot delete the default version of a policy.");
        foreach (string action in (string[])["GetPolicyVersion", "DeletePolicyVersion", "SetDefaultPolicyVersion"])
        {
            (await _account.CallAsync(action, ("PolicyArn", arn), ("VersionId", "v4")))
                .IsRefusal(404, "NoSuchEntity", $"Policy {arn} version v4 does not exist or is not attachable.");
        }
    }

    [Fact]
    public async Task What_a_caller_may_do_follows_the_version_in_force_from_the_next_request_on()
    {
        string arn = await _account.CreatePolicyAsync("Ruling", PolicyTexts.Allow("iam:GetUser"));
        ClientKey user = await _account.CreateUserWithKeyAsync("Ann");
        (await _account.CallAsync("AttachUserPolicy", ("UserName", "Ann"), ("PolicyArn", arn))).IsSuccess();
        (await _account.CallAsync(user, "GetUser")).IsSuccess();

        await CreateVersionAsync(arn, PolicyTexts.Deny("iam:GetUser"));
        (await _account.CallAsync(user, "GetUser")).IsSuccess();
        (await _account.CallAsync("SetDefaultPolicyVersion", ("PolicyArn", arn), ("VersionId", "v2"))).IsSuccess();

        (await _account.CallAsync(user, "GetUser")).IsRefusal(
            403,
            "AccessDenied",
            $"User: arn:aws:iam::{_account.Id}:user/Ann is not authorized to perform: iam:GetUser on resource: user Ann "
            + "with an explicit deny in an identity-based policy");
        await CreateVersionAsync(arn, PolicyTexts.Allow("iam:*"), ("SetAsDefault", "true"));
        (await _account.CallAsync(user, "GetUser")).IsSuccess();
    }

    private async Task<IamAnswer> CreateVersionAsync(string arn, string document, params (string, string)[] more) =>
        (await _account.CallAsync("CreatePolicyVersion", [("PolicyArn", arn), ("PolicyDocument", document), .. more])).IsSuccess();
}
