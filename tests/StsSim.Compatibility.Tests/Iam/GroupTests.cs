using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Iam;

public sealed class GroupTests(IamSimulator simulator)
{
    private readonly IamAccount _account = simulator.TakeAccount();

    [Fact]
    public async Task A_created_group_is_there_for_the_next_request()
    {
        IamAnswer created = await _account.CallAsync("CreateGroup", ("GroupName", "Readers"), ("Path", "/team/"));
        IamAnswer got = await _account.CallAsync("GetGroup", ("GroupName", "readers"));

        created.IsSuccess();
        Assert.Equal($"arn:aws:iam::{_account.Id}:group/team/Readers", created.Text("Group/Arn"));
        Assert.Matches("^AGPA[A-Z2-7]{17}$", created.Text("Group/GroupId"));
        Assert.Equal(created.Text("Group/GroupId"), got.IsSuccess().Text("Group/GroupId"));
        Assert.Equal("/team/", got.Text("Group/Path"));
        Assert.True(got.Has("Users"));
        Assert.Equal("false", got.Text("IsTruncated"));
    }

    [Fact]
    public async Task Names_are_taken_whatever_their_case_and_unknown_ones_are_not_found()
    {
        await CreateAsync("Readers");

        (await _account.CallAsync("CreateGroup", ("GroupName", "READERS"))).IsRefusal(409, "EntityAlreadyExists", "Group with name READERS already exists.");
        foreach (string action in (string[])["GetGroup", "DeleteGroup", "UpdateGroup", "AddUserToGroup", "RemoveUserFromGroup"])
        {
            (await _account.CallAsync(action, ("GroupName", "nobody"), ("UserName", "admin")))
                .IsRefusal(404, "NoSuchEntity", "The group with name nobody cannot be found.");
        }

        foreach (string action in (string[])["AddUserToGroup", "RemoveUserFromGroup", "ListGroupsForUser"])
        {
            (await _account.CallAsync(action, ("GroupName", "Readers"), ("UserName", "nobody")))
                .IsRefusal(404, "NoSuchEntity", "The user with name nobody cannot be found.");
        }
    }

    [Fact]
    public async Task Members_come_and_go()
    {
        await CreateAsync("Readers", "Writers");
        (await _account.CallAsync("CreateUser", ("UserName", "Ann"))).IsSuccess();

        foreach (string group in (string[])["Writers", "Readers", "readers"])
        {
            (await _account.CallAsync("AddUserToGroup", ("GroupName", group), ("UserName", "ann"))).IsSuccess();
        }

        IamAnswer groups = (await _account.CallAsync("ListGroupsForUser", ("UserName", "Ann"))).IsSuccess();
        Assert.Equal(["Readers", "Writers"], groups.Texts("Groups/member/GroupName"));
        Assert.Equal(["Ann"], (await _account.CallAsync("GetGroup", ("GroupName", "Readers"))).Texts("Users/member/UserName"));
        (await _account.CallAsync("RemoveUserFromGroup", ("GroupName", "READERS"), ("UserName", "Ann"))).IsSuccess();
        Assert.Equal(["Writers"], (await _account.CallAsync("ListGroupsForUser", ("UserName", "Ann"))).Texts("Groups/member/GroupName"));
        (await _account.CallAsync("RemoveUserFromGroup", ("GroupName", "Readers"), ("UserName", "Ann")))
            .IsRefusal(404, "NoSuchEntity", "User Ann is not in group Readers.");
    }

    [Fact]
    public async Task A_user_is_in_ten_groups_at_most()
    {
        for (int i = 0; i < 10; i++)
        {
            await CreateAsync($"group-{i}");
            (await _account.CallAsync("AddUserToGroup", ("GroupName", $"group-{i}"), ("UserName", "admin"))).IsSuccess();
        }

        await CreateAsync("one-more");
        (await _account.CallAsync("AddUserToGroup", ("GroupName", "one-more"), ("UserName", "admin")))
            .IsRefusal(409, "LimitExceeded", "Cannot exceed quota for GroupsPerUser: 10");
        (await _account.CallAsync("AddUserToGroup", ("GroupName", "group-3"), ("UserName", "admin"))).IsSuccess();
    }

    [Fact]
    public async Task A_renamed_group_keeps_its_id_its_members_and_what_they_may_do()
    {
        string id = (await _account.CallAsync("CreateGroup", ("GroupName", "Old"))).Text("Group/GroupId");
        ClientKey user = await _account.CreateUserWithKeyAsync("Ann");
        (await _account.CallAsync("AddUserToGroup", ("GroupName", "Old"), ("UserName", "Ann"))).IsSuccess();
        (await _account.CallAsync("PutGroupPolicy", ("GroupName", "Old"), ("PolicyName", "p"), ("PolicyDocument", PolicyTexts.Allow("iam:ListGroups")))).IsSuccess();

        (await _account.CallAsync("UpdateGroup", ("GroupName", "Old"), ("NewGroupName", "New"), ("NewPath", "/x/"))).IsSuccess();

        IamAnswer renamed = await _account.CallAsync("GetGroup", ("GroupName", "New"));
        Assert.Equal((id, "/x/"), (renamed.Text("Group/GroupId"), renamed.Text("Group/Path")));
        Assert.Equal(["Ann"], renamed.Texts("Users/member/UserName"));
        Assert.Equal(["New"], (await _account.CallAsync(user, "ListGroups")).IsSuccess().Texts("Groups/member/GroupName"));
        (await _account.CallAsync("GetGroup", ("GroupName", "Old"))).IsRefusal(404, "NoSuchEntity", "The group with name Old cannot be found.");
    }

    [Fact]
    public async Task A_name_that_is_taken_is_given_to_no_other_group()
    {
        await CreateAsync("One", "Two");

        (await _account.CallAsync("UpdateGroup", ("GroupName", "One"), ("NewGroupName", "TWO"))).IsRefusal(409, "EntityAlreadyExists", "Group with name TWO already exists.");
        (await _account.CallAsync("UpdateGroup", ("GroupName", "One"), ("NewGroupName", "ONE"))).IsSuccess();
        Assert.Equal(["ONE", "Two"], (await _account.CallAsync("ListGroups")).Texts("Groups/member/GroupName"));
    }

    [Fact]
    public async Task Who_renames_a_group_needs_to_be_allowed_the_new_name_too()
    {
        await CreateAsync("team-a");
        ClientKey tester = await _account.CreateUserWithKeyAsync("tester", PolicyTexts.Allow("iam:UpdateGroup", $"arn:aws:iam::{_account.Id}:group/team-*"));

        (await _account.CallAsync(tester, "UpdateGroup", ("GroupName", "team-a"), ("NewGroupName", "admins"))).IsRefusal(
            403,
            "AccessDenied",
            $"User: arn:aws:iam::{_account.Id}:user/tester is not authorized to perform: iam:UpdateGroup on resource: arn:aws:iam::{_account.Id}:group/admins "
            + "because no identity-based policy allows the iam:UpdateGroup action");
        (await _account.CallAsync(tester, "UpdateGroup", ("GroupName", "team-a"), ("NewGroupName", "team-b"))).IsSuccess();
    }

    [Fact]
    public async Task A_group_that_holds_something_is_not_deleted()
    {
        await CreateAsync("Held");
        (string, string) group = ("GroupName", "Held");
        (await _account.CallAsync("AddUserToGroup", group, ("UserName", "admin"))).IsSuccess();
        (await _account.CallAsync("AttachGroupPolicy", group, ("PolicyArn", "arn:aws:iam::aws:policy/AWSDenyAll"))).IsSuccess();

        // The administrator would deny itself everything.
        (await _account.CallAsync(_account.Root, "DeleteGroup", group)).IsRefusal(409, "DeleteConflict", "Cannot delete entity, must remove users from group first.");
        (await _account.CallAsync(_account.Root, "RemoveUserFromGroup", group, ("UserName", "admin"))).IsSuccess();
        (await _account.CallAsync("DeleteGroup", group)).IsRefusal(409, "DeleteConflict", "Cannot delete entity, must detach all policies first.");
        (await _account.CallAsync("DetachGroupPolicy", group, ("PolicyArn", "arn:aws:iam::aws:policy/AWSDenyAll"))).IsSuccess();
        (await _account.CallAsync("PutGroupPolicy", group, ("PolicyName", "p"), ("PolicyDocument", PolicyTexts.Allow("s3:*")))).IsSuccess();
        (await _account.CallAsync("DeleteGroup", group)).IsRefusal(409, "DeleteConflict", "Cannot delete entity, must delete policies first.");
        (await _account.CallAsync("DeleteGroupPolicy", group, ("PolicyName", "p"))).IsSuccess();
        (await _account.CallAsync("DeleteGroup", group)).IsSuccess();
        Assert.Empty((await _account.CallAsync("ListGroups")).Texts("Groups/member/GroupName"));
    }

    [Fact]
    public async Task Lists_come_in_pages_and_by_path()
    {
        await CreateAsync("c", "a", "B");
        (await _account.CallAsync("CreateGroup", ("GroupName", "d"), ("Path", "/deep/"))).IsSuccess();
        foreach (string group in (string[])["a", "B", "c"])
        {
            (await _account.CallAsync("AddUserToGroup", ("GroupName", group), ("UserName", "admin"))).IsSuccess();
        }

        (await _account.CallAsync("CreateUser", ("UserName", "Ann"))).IsSuccess();
        (await _account.CallAsync("AddUserToGroup", ("GroupName", "a"), ("UserName", "Ann"))).IsSuccess();

        foreach ((string action, (string, string)[] parameters, string item, string[] expected) in ((string, (string, string)[], string, string[])[])
            [
                ("ListGroups", [], "Groups/member/GroupName", ["a", "B", "c", "d"]),
                ("ListGroupsForUser", [("UserName", "admin")], "Groups/member/GroupName", ["a", "B", "c"]),
                ("GetGroup", [("GroupName", "a")], "Users/member/UserName", ["admin", "Ann"]),
            ])
        {
            IamAnswer first = await _account.CallAsync(action, [.. parameters, ("MaxItems", "1")]);
            IamAnswer rest = await _account.CallAsync(action, [.. parameters, ("Marker", first.Text("Marker"))]);

            Assert.Equal("true", first.Text("IsTruncated"));
            Assert.Equal(expected, first.Texts(item).Concat(rest.Texts(item)));
            (await _account.CallAsync(action, [.. parameters, ("Marker", "made-up")])).IsRefusal(400, "ValidationError", "Invalid Marker.");
        }

        Assert.Equal(["d"], (await _account.CallAsync("ListGroups", ("PathPrefix", "/deep"))).Texts("Groups/member/GroupName"));
    }

    private async Task CreateAsync(params string[] names)
    {
        foreach (string name in names)
        {
            (await _account.CallAsync("CreateGroup", ("GroupName", name))).IsSuccess();
        }
    }
}
