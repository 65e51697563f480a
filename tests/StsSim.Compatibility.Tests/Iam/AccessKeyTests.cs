using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Iam;

public sealed class AccessKeyTests(IamSimulator simulator)
{
    private readonly IamAccount _account = simulator.TakeAccount();

    [Fact]
    public async Task A_created_key_works_at_once_and_its_secret_is_told_once()
    {
        (await _account.CallAsync("CreateUser", ("UserName", "Ann"))).IsSuccess();
        IamAnswer created = (await _account.CallAsync("CreateAccessKey", ("UserName", "ann"))).IsSuccess();
        var key = new ClientKey(created.Text("AccessKey/AccessKeyId"), created.Text("AccessKey/SecretAccessKey"));

        WireAnswer identity = await _account.CallStsAsync(key, "GetCallerIdentity");
        IamAnswer listed = (await _account.CallAsync("ListAccessKeys", ("UserName", "Ann"))).IsSuccess();

        Assert.Equal(("Ann", "Active"), (created.Text("AccessKey/UserName"), created.Text("AccessKey/Status")));
        Assert.Matches("^AKIA[A-Z2-7]{16}$", key.AccessKeyId);
        Assert.Equal(40, key.SecretAccessKey.Length);
        Assert.Equal($"arn:aws:iam::{_account.Id}:user/Ann", identity.Member("Arn"));
        Assert.Equal([key.AccessKeyId], listed.Texts("AccessKeyMetadata/member/AccessKeyId"));
        Assert.Equal(["Ann"], listed.Texts("AccessKeyMetadata/member/UserName"));
        Assert.False(listed.Has("AccessKeyMetadata/member/SecretAccessKey"));
    }

    [Fact]
    public async Task A_key_is_switched_off_and_on_and_deleted()
    {
        ClientKey key = await _account.CreateUserWithKeyAsync("Ann");
        (string, string)[] named = [("UserName", "Ann"), ("AccessKeyId", key.AccessKeyId)];

        (await _account.CallAsync("UpdateAccessKey", [.. named, ("Status", "Inactive")])).IsSuccess();
        (await _account.CallStsAsync(key, "GetCallerIdentity")).IsRefusal(403, "InvalidClientTokenId", "The security token included in the request is invalid.");
        Assert.Equal(["Inactive"], (await _account.CallAsync("ListAccessKeys", ("UserName", "Ann"))).Texts("AccessKeyMetadata/member/Status"));

        (await _account.CallAsync("UpdateAccessKey", [.. named, ("Status", "Active")])).IsSuccess();
        (await _account.CallStsAsync(key, "GetCallerIdentity")).IsSuccessOf("GetCallerIdentity");

        (await _account.CallAsync("DeleteAccessKey", named)).IsSuccess();
        (await _account.CallStsAsync(key, "GetCallerIdentity")).IsRefusal(403, "InvalidClientTokenId", "The security token included in the request is invalid.");
        Assert.Empty((await _account.CallAsync("ListAccessKeys", ("UserName", "Ann"))).Texts("AccessKeyMetadata/member/AccessKeyId"));
    }

    [Fact]
    public async Task A_user_has_two_keys_at_most()
    {
        await _account.CreateUserWithKeyAsync("Ann");
        await _account.CreateKeyAsync("Ann");

        (await _account.CallAsync("CreateAccessKey", ("UserName", "Ann"))).IsRefusal(409, "LimitExceeded", "Cannot exceed quota for AccessKeysPerUser: 2");
    }

    [Fact]
    public async Task Keys_and_users_that_are_not_there_are_not_found()
    {
        (await _account.CallAsync("CreateUser", ("UserName", "Ann"))).IsSuccess();
        string other = _account.Admin.AccessKeyId;
        foreach (string action in (string[])["UpdateAccessKey", "DeleteAccessKey"])
        {
            (await _account.CallAsync(action, ("UserName", "Ann"), ("AccessKeyId", other), ("Status", "Active")))
                .IsRefusal(404, "NoSuchEntity", $"The Access Key with id {other} cannot be found.");
        }

        foreach (string action in (string[])["CreateAccessKey", "ListAccessKeys", "UpdateAccessKey", "DeleteAccessKey"])
        {
            (await _account.CallAsync(action, ("UserName", "nobody"), ("AccessKeyId", other), ("Status", "Active")))
                .IsRefusal(404, "NoSuchEntity", "The user with name nobody cannot be found.");
        }

        (await _account.CallAsync("GetAccessKeyLastUsed", ("AccessKeyId", "AKIAQQQQQQQQQQQQQQQQ")))
            .IsRefusal(404, "NoSuchEntity", "The Access Key with id AKIAQQQQQQQQQQQQQQQQ cannot be found.");
    }

    [Fact]
    public async Task Parameters_are_held_to_the_service_model()
    {
        (await _account.CallAsync("UpdateAccessKey", ("AccessKeyId", "short"), ("Status", "Off"))).IsRefusal(
            400,
            "ValidationError",
            "2 validation errors detected: Value 'short' at 'accessKeyId' failed to satisfy constraint: "
            + "Member must have length greater than or equal to 16; "
            + "Value 'Off' at 'status' failed to satisfy constraint: Member must satisfy enum value set: [Active, Inactive, Expired]");
    }

    [Fact]
    public async Task Nobody_makes_a_key_expire()
    {
        ClientKey key = await _account.CreateUserWithKeyAsync("Ann");

        (await _account.CallAsync("UpdateAccessKey", ("UserName", "Ann"), ("AccessKeyId", key.AccessKeyId), ("Status", "Expired")))
            .IsRefusal(400, "InvalidInput", "The status of an access key can be set to Active or Inactive only.");

        (await _account.CallStsAsync(key, "GetCallerIdentity")).IsSuccessOf("GetCallerIdentity");
    }

    [Fact]
    public async Task Without_a_name_the_keys_are_the_callers_own()
    {
        ClientKey key = await _account.CreateUserWithKeyAsync("Ann", PolicyTexts.Allow("iam:*AccessKey*"));

        IamAnswer own = (await _account.CallAsync(key, "ListAccessKeys")).IsSuccess();
        IamAnswer roots = (await _account.CallAsync(_account.Root, "ListAccessKeys")).IsSuccess();
        IamAnswer created = (await _account.CallAsync(_account.Root, "CreateAccessKey")).IsSuccess();

        Assert.Equal([key.AccessKeyId], own.Texts("AccessKeyMetadata/member/AccessKeyId"));
        Assert.Equal([_account.Root.AccessKeyId], roots.Texts("AccessKeyMetadata/member/AccessKeyId"));
        Assert.False(created.Has("AccessKey/UserName"));
        var rootKey = new ClientKey(created.Text("AccessKey/AccessKeyId"), created.Text("AccessKey/SecretAccessKey"));
        Assert.Equal($"arn:aws:iam::{_account.Id}:root", (await _account.CallStsAsync(rootKey, "GetCallerIdentity")).Member("Arn"));
        (await _account.CallAsync(_account.Root, "DeleteAccessKey", ("AccessKeyId", rootKey.AccessKeyId))).IsSuccess();
        (await _account.CallStsAsync(rootKey, "GetCallerIdentity")).IsRefusal(403, "InvalidClientTokenId", "The security token included in the request is invalid.");
    }

    [Fact]
    public async Task Keys_are_listed_in_pages()
    {
        await _account.CreateUserWithKeyAsync("Ann");
        await _account.CreateKeyAsync("Ann");

        IamAnswer first = await _account.CallAsync("ListAccessKeys", ("UserName", "Ann"), ("MaxItems", "1"));
        IamAnswer second = await _account.CallAsync("ListAccessKeys", ("UserName", "Ann"), ("Marker", first.Text("Marker")));

        Assert.Equal("true", first.Text("IsTruncated"));
        Assert.Equal(2, first.Texts("AccessKeyMetadata/member/AccessKeyId").Union(second.Texts("AccessKeyMetadata/member/AccessKeyId")).Count());
    }

    [Fact]
    public async Task A_key_tells_when_and_for_what_it_was_last_used()
    {
        ClientKey key = await _account.CreateUserWithKeyAsync("Ann");

        IamAnswer before = (await _account.CallAsync("GetAccessKeyLastUsed", ("AccessKeyId", key.AccessKeyId))).IsSuccess();
        (await _account.CallStsAsync(key, "GetCallerIdentity")).IsSuccessOf("GetCallerIdentity");
        IamAnswer after = (await _account.CallAsync("GetAccessKeyLastUsed", ("AccessKeyId", key.AccessKeyId))).IsSuccess();

        Assert.Equal("Ann", before.Text("UserName"));
        Assert.Equal(("N/A", "N/A"), (before.Text("AccessKeyLastUsed/ServiceName"), before.Text("AccessKeyLastUsed/Region")));
        Assert.False(before.Has("AccessKeyLastUsed/LastUsedDate"));
        Assert.Equal(("sts", "us-east-1"), (after.Text("AccessKeyLastUsed/ServiceName"), after.Text("AccessKeyLastUsed/Region")));
        Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}Z$", after.Text("AccessKeyLastUsed/LastUsedDate"));
    }

    [Fact]
    public async Task Who_is_not_allowed_makes_no_keys()
    {
        ClientKey nobody = await _account.CreateUserWithKeyAsync("nobody");

        (await _account.CallAsync(nobody, "CreateAccessKey", ("UserName", "admin"))).IsRefusal(
            403,
            "AccessDenied",
            $"User: arn:aws:iam::{_account.Id}:user/nobody is not authorized to perform: iam:CreateAccessKey on resource: user admin "
            + "because no identity-based policy allows the iam:CreateAccessKey action");
    }
}
