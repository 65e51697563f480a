namespace StsSim.Compatibility.Tests.Iam;

public sealed class AccountAliasTests(IamSimulator simulator)
{
    private readonly IamAccount _account = simulator.TakeAccount();

    [Fact]
    public async Task An_account_has_one_alias_and_another_takes_its_place()
    {
        Assert.Empty(await AliasesOfAsync(_account));

        await CreateAsync(_account, Alias("one"));
        await CreateAsync(_account, Alias("two"));

        Assert.Equal([Alias("two")], await AliasesOfAsync(_account));
        (await _account.CallAsync("CreateAccountAlias", ("AccountAlias", Alias("two"))))
            .IsRefusal(409, "EntityAlreadyExists", $"The account alias {Alias("two")} already exists.");
    }

    [Fact]
    public async Task An_alias_is_one_accounts_in_all_the_world_until_it_is_given_up()
    {
        IamAccount other = simulator.TakeAccount();
        await CreateAsync(_account, Alias("x"));
        (await other.CallAsync("CreateAccountAlias", ("AccountAlias", Alias("x"))))
            .IsRefusal(409, "EntityAlreadyExists", $"The account alias {Alias("x")} already exists.");
        (await other.CallAsync("DeleteAccountAlias", ("AccountAlias", Alias("x"))))
            .IsRefusal(404, "NoSuchEntity", $"The account alias {Alias("x")} cannot be found.");

        (await _account.CallAsync("DeleteAccountAlias", ("AccountAlias", Alias("x")))).IsSuccess();
        await CreateAsync(other, Alias("x"));
        await CreateAsync(other, Alias("y")); // and x is free again
        await CreateAsync(_account, Alias("x"));

        Assert.Equal([Alias("x")], await AliasesOfAsync(_account));
        Assert.Equal([Alias("y")], await AliasesOfAsync(other));
    }

    [Fact]
    public async Task Of_many_accounts_that_want_an_alias_at_once_one_gets_it()
    {
        IamAccount[] accounts = [.. Enumerable.Range(0, 8).Select(_ => simulator.TakeAccount())];

        IamAnswer[] answers = await Task.WhenAll(accounts.Select(account => account.CallAsync("CreateAccountAlias", ("AccountAlias", Alias("wanted")))));

        Assert.Single(answers, answer => answer.Wire.Status == 200);
        Assert.Equal(7, answers.Count(answer => answer.Wire.Status == 409));
    }

    [Theory]
    [InlineData("ab", "satisfy regular expression pattern: ^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$; Value 'ab' at 'accountAlias' failed to satisfy constraint: Member must have length greater than or equal to 3", 2)]
    [InlineData("Upper", "satisfy regular expression pattern: ^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$", 1)]
    [InlineData("a--b", "satisfy regular expression pattern: ^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$", 1)]
    public async Task An_alias_has_a_form(string alias, string constraint, int count) =>
        (await _account.CallAsync("CreateAccountAlias", ("AccountAlias", alias))).IsRefusal(
            400,
            "ValidationError",
            $"{count} validation error{(count == 1 ? "" : "s")} detected: Value '{alias}' at 'accountAlias' failed to satisfy constraint: Member must {constraint}");

    private static async Task<string[]> AliasesOfAsync(IamAccount account) =>
        (await account.CallAsync("ListAccountAliases")).IsSuccess().Texts("AccountAliases/member");

    private static async Task CreateAsync(IamAccount account, string alias) =>
        (await account.CallAsync("CreateAccountAlias", ("AccountAlias", alias))).IsSuccess();

    // All tests share the one world that aliases are unique in.
    private string Alias(string name) => $"{name}-{_account.Id}";
}
