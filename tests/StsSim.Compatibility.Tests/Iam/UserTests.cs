using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Iam;

public sealed class UserTests(IamSimulator simulator)
{
    private readonly IamAccount _account = simulator.TakeAccount();

    [Fact]
    public async Task A_created_user_is_there_for_the_next_request()
    {
        IamAnswer created = await _account.CallAsync(
            "CreateUser", ("UserName", "Ann"), ("Path", "/team/"), ("Tags.member.1.Key", "Team"), ("Tags.member.1.Value", "blue"));
        IamAnswer got = await _account.CallAsync("GetUser", ("UserName", "ann"));

        created.IsSuccess();
        Assert.Equal($"arn:aws:iam::{_account.Id}:user/team/Ann", created.Text("User/Arn"));
        Assert.Matches("^AIDA[A-Z2-7]{17}$", created.Text("User/UserId"));
        Assert.Equal(created.Texts("User/UserId"), got.Texts("User/UserId"));
        Assert.Equal(["Team"], got.Texts("User/Tags/member/Key"));
    }

    [Fact]
    public async Task Names_are_taken_whatever_their_case_and_unknown_ones_are_not_found()
    {
        (await _account.CallAsync("CreateUser", ("UserName", "Ben"))).IsSuccess();

        (await _account.CallAsync("CreateUser", ("UserName", "BEN"))).IsRefusal(409, "EntityAlreadyExists", "User with name BEN already exists.");
        (await _account.CallAsync("GetUser", ("UserName", "nobody"))).IsRefusal(404, "NoSuchEntity", "The user with name nobody cannot be found.");
        (await _account.CallAsync("CreateUser", ("UserName", "a b"))).IsRefusal(
            400,
            "ValidationError",
            "1 validation error detected: Value 'a b' at 'userName' failed to satisfy constraint: "
            + @"Member must satisfy regular expression pattern: [\w+=,.@-]+");
    }

    [Fact]
    public async Task A_renamed_user_keeps_its_id_and_frees_its_name()
    {
        string id = (await _account.CallAsync("CreateUser", ("UserName", "Cem"))).Text("User/UserId");

        (await _account.CallAsync("UpdateUser", ("UserName", "Cem"), ("NewUserName", "Dan"), ("NewPath", "/x/"))).IsSuccess();

        IamAnswer renamed = await _account.CallAsync("GetUser", ("UserName", "Dan"));
        Assert.Equal((id, "/x/"), (renamed.Text("User/UserId"), renamed.Text("User/Path")));
        (await _account.CallAsync("GetUser", ("UserName", "Cem"))).IsRefusal(404, "NoSuchEntity", "The user with name Cem cannot be found.");
    }

    [Fact]
    public async Task A_list_comes_in_pages_by_name()
    {
        foreach (string name in (string[])["list-c", "list-a", "list-B"])
        {
            (await _account.CallAsync("CreateUser", ("UserName", name), ("Path", "/listed/"))).IsSuccess();
        }

        IamAnswer first = await _account.CallAsync("ListUsers", ("PathPrefix", "/listed/"), ("MaxItems", "2"));
        IamAnswer second = await _account.CallAsync("ListUsers", ("PathPrefix", "/listed/"), ("Marker", first.Text("Marker")));

        Assert.Equal(["list-a", "list-B"], first.Texts("Users/member/UserName"));
        Assert.Equal("true", first.Text("IsTruncated"));
        Assert.Equal(["list-c"], second.Texts("Users/member/UserName"));
        Assert.Equal("false", second.Text("IsTruncated"));
        Assert.False(second.Has("Marker"));
        (await _account.CallAsync("ListUsers", ("Marker", "made-up"))).IsRefusal(400, "ValidationError", "Invalid Marker.");
    }

    [Fact]
    public async Task Without_a_name_GetUser_shows_the_caller()
    {
        Assert.Equal("admin", (await _account.CallAsync("GetUser")).Text("User/UserName"));
        Assert.Equal($"arn:aws:iam::{_account.Id}:root", (await _account.CallAsync(_account.Root, "GetUser")).Text("User/Arn"));
    }

    [Fact]
    public async Task A_deleted_user_is_gone_with_its_name_free_and_its_id_used_up()
    {
        string first = (await _account.CallAsync("CreateUser", ("UserName", "Eve"))).Text("User/UserId");
        (await _account.CallAsync("DeleteUser", ("UserName", "Eve"))).IsSuccess();

        string second = (await _account.CallAsync("CreateUser", ("UserName", "Eve"))).Text("User/UserId");

        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task Tags_are_told_apart_ignoring_case_and_taken_off_again()
    {
        (await _account.CallAsync("CreateUser", ("UserName", "Fay"), ("Tags.member.1.Key", "team"), ("Tags.member.1.Value", "a"))).IsSuccess();

        (await _account.CallAsync("TagUser", ("UserName", "Fay"), ("Tags.member.1.Key", "Team"), ("Tags.member.1.Value", "b"))).IsSuccess();

        IamAnswer tags = await _account.CallAsync("ListUserTags", ("UserName", "Fay"));
        Assert.Equal(["Team"], tags.Texts("Tags/member/Key"));
        Assert.Equal(["b"], tags.Texts("Tags/member/Value"));
        (await _account.CallAsync("UntagUser", ("UserName", "Fay"), ("TagKeys.member.1", "TEAM"))).IsSuccess();
        Assert.Empty((await _account.CallAsync("ListUserTags", ("UserName", "Fay"))).Texts("Tags/member/Key"));
    }

    [Fact]
    public async Task Who_is_not_allowed_hears_so_whether_or_not_there_is_such_a_user()
    {
        ClientKey nobody = await _account.CreateUserWithKeyAsync("nobody-special");
        string caller = $"arn:aws:iam::{_account.Id}:user/nobody-special";

        foreach (string name in (string[])["admin", "made-up"])
        {
            (await _account.CallAsync(nobody, "GetUser", ("UserName", name))).IsRefusal(
                403,
                "AccessDenied",
                $"User: {caller} is not authorized to perform: iam:GetUser on resource: user {name} "
                + "because no identity-based policy allows the iam:GetUser action");
        }
    }

    [Fact]
    public async Task Fifty_users_created_at_once_are_all_there()
    {
        IamAccount account = simulator.TakeAccount();

        IamAnswer[] created = await Task.WhenAll(Enumerable.Range(0, 50).Select(n => account.CallAsync("CreateUser", ("UserName", $"user-{n:00}"))));

        Assert.All(created, answer => answer.IsSuccess());
        Assert.Equal(51, (await account.CallAsync("ListUsers")).Texts("Users/member/UserName").Length);
    }
}
