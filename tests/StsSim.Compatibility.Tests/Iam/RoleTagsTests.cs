namespace StsSim.Compatibility.Tests.Iam;

public sealed class RoleTagsTests(IamSimulator simulator)
{
    private readonly IamAccount _account = simulator.TakeAccount();

    [Fact]
    public async Task Tags_are_told_apart_ignoring_case_and_taken_off_again()
    {
        await CreateAsync("tagged", Tag(1, "team", "a"), Tag(2, "Empty", ""));

        await CallAsync("TagRole", "tagged", Tag(1, "Team", "b"));

        IamAnswer tags = await _account.CallAsync("ListRoleTags", ("RoleName", "tagged"));
        Assert.Equal(["Empty", "Team"], tags.Texts("Tags/member/Key"));
        Assert.Equal(["", "b"], tags.Texts("Tags/member/Value"));
        (await _account.CallAsync("UntagRole", ("RoleName", "tagged"), ("TagKeys.member.1", "TEAM"), ("TagKeys.member.2", "none"))).IsSuccess();
        Assert.Equal(["Empty"], (await _account.CallAsync("GetRole", ("RoleName", "tagged"))).Texts("Role/Tags/member/Key"));
    }

    [Fact]
    public async Task Tags_come_in_pages()
    {
        await CreateAsync("paged", Tag(1, "c", "3"), Tag(2, "a", "1"), Tag(3, "b", "2"));

        IamAnswer first = await _account.CallAsync("ListRoleTags", ("RoleName", "paged"), ("MaxItems", "2"));
        IamAnswer second = await _account.CallAsync("ListRoleTags", ("RoleName", "paged"), ("Marker", first.Text("Marker")));

        Assert.Equal(["a", "b"], first.Texts("Tags/member/Key"));
        Assert.Equal(["c"], second.Texts("Tags/member/Key"));
        Assert.Equal("false", second.Text("IsTruncated"));
    }

    [Fact]
    public async Task A_key_may_stand_once_and_fifty_are_the_most()
    {
        await CreateAsync("many", [.. Enumerable.Range(1, 50).Select(n => Tag(n, $"k{n}", "v"))]);

        (await _account.CallAsync("TagRole", [("RoleName", "many"), .. Tag(1, "x", "1"), .. Tag(2, "X", "2")])).IsRefusal(
            400, "InvalidInput", "Duplicate tag keys found. Please note that Tag keys are case insensitive.");
        (await _account.CallAsync("TagRole", [("RoleName", "many"), .. Tag(1, "k51", "v")])).IsRefusal(
            409, "LimitExceeded", "Cannot exceed quota for TagsPerRole: 50");
        await CallAsync("TagRole", "many", Tag(1, "k50", "w"));
    }

    private static (string, string)[] Tag(int number, string key, string value) =>
        [($"Tags.member.{number}.Key", key), ($"Tags.member.{number}.Value", value)];

    private Task CreateAsync(string name, params (string, string)[][] tags) =>
        CallAsync("CreateRole", name, [.. tags, [("AssumeRolePolicyDocument", TrustPolicies.Service)]]);

    private async Task CallAsync(string action, string role, params (string, string)[][] parameters) =>
        (await _account.CallAsync(action, [("RoleName", role), .. parameters.SelectMany(pairs => pairs)])).IsSuccess();
}
