using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Worlds;
using StsSim.Iam.Credentials;
using StsSim.Iam.Identities;
using StsSim.Operations.Worlds;

namespace StsSim.Operations.Tests.Worlds;

public sealed class TemplateTests
{
    private const string Everything = """{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}""";

    [Fact]
    public void A_count_makes_as_many_with_their_numbers_in_every_text()
    {
        AccountDefinition account = WorldText.Read("""
            {"accounts":[{"id":"123456789012",
              "groups":[{"count":3,"name":"team-{n}"}],
              "users":[{
                "count":3,"name":"user-{n:000}","path":"/team/{n}/","groups":["team-{n}"],
                "accessKeys":[{"accessKeyId":"AKIAKEY{n:0000000000}X","secretAccessKey":"secret-{n}"}],
                "policies":{"own-{n}":{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::{account}-{n:00}/${aws:username}"}}},
                "mfaDevices":[{"serialNumber":"arn:aws:iam::{account}:mfa/user-{n:000}","seed":"JBSWY3DPEHPK3PXP"}],
                "tags":{"number-{n}":"{n:00000}","n":"{n","format":"{n:x}"}}]}]}
            """).Accounts[0].Account;

        Assert.Equal(["user-001", "user-002", "user-003"], account.Users.Select(user => user.Name));
        Assert.Equal(["team-1", "team-2", "team-3"], account.Groups.Select(group => group.Name));
        UserDefinition second = account.Users[1];
        Assert.Equal(("/team/2/", "team-2"), (second.Path, Assert.Single(second.Groups)));
        AccessKeyDefinition key = Assert.Single(second.AccessKeys);
        Assert.Equal(("AKIAKEY0000000002X", "secret-2"), (key.AccessKeyId, key.SecretAccessKey));
        Assert.Equal(
            """{"Statement":{"Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::123456789012-02/${aws:username}"}}""",
            second.Policies["own-2"]);
        Assert.Equal("arn:aws:iam::123456789012:mfa/user-002", Assert.Single(second.MfaDevices).SerialNumber);
        Assert.Equal(new Dictionary<string, string> { ["number-2"] = "00002", ["n"] = "{n", ["format"] = "{n:x}" }, second.Tags);
        Assert.Equal(3, account.Users.Select(user => user.UserId).Distinct().Count());
    }

    [Fact]
    public void Accounts_and_what_is_in_them_have_numbers_of_their_own()
    {
        World world = WorldText.Read($$$$$"""
            {"accounts":[{
              "count":2,"id":"2{n:00000000000}","alias":"alias-{n}",
              "policies":[{"name":"edge","document":{{{{{Everything}}}}}}],
              "users":[{"name":"admin-{n}","managedPolicyArns":["arn:aws:iam::{account}:policy/edge"]},{"count":2,"name":"user-{n}","tags":{"in":"{account}"}}],
              "roles":[{"count":2,"name":"role-{n}","trustPolicy":{"Statement":{"Effect":"Allow","Principal":{"AWS":"{account}"},"Action":"sts:AssumeRole"}}}]}]}
            """);

        Assert.Equal(["200000000001", "200000000002"], world.Accounts.Select(account => account.Account.AccountId));
        AccountDefinition second = world.Accounts[1].Account;
        Assert.Equal("alias-2", second.Settings.Alias);
        Assert.Equal(["admin-2", "user-1", "user-2"], second.Users.Select(user => user.Name));
        Assert.Equal("arn:aws:iam::200000000002:policy/edge", Assert.Single(second.Users[0].ManagedPolicyArns));
        Assert.Equal("200000000002", second.Users[2].Tags["in"]);
        Assert.Equal(["role-1", "role-2"], second.Roles.Select(role => role.Name));
        Assert.All(second.Roles, role => Assert.Contains("\"AWS\":\"200000000002\"", role.TrustPolicy, StringComparison.Ordinal));
    }

    [Fact]
    public void Outside_of_templates_braces_are_braces()
    {
        UserDefinition user = WorldText.Read("""{"accounts":[{"id":"123456789012","users":[{"name":"a","tags":{"k":"{n} {account}"}}]}]}""").Accounts[0].Account.Users[0];

        Assert.Equal("{n} {account}", user.Tags["k"]);
    }

    [Fact]
    public void What_is_the_same_for_all_is_held_once()
    {
        IReadOnlyList<UserDefinition> users = WorldText.Read($$$$"""
            {"accounts":[{"id":"123456789012","users":[{
              "count":2,"name":"u{n}","path":"/p/","policies":{"own":{{{{Everything}}}} },"managedPolicyArns":["arn:aws:iam::aws:policy/AdministratorAccess"],
              "tags":{"a":"b"}}]}]}
            """).Accounts[0].Account.Users;

        Assert.Same(users[0].Policies, users[1].Policies);
        Assert.Same(users[0].ManagedPolicyArns, users[1].ManagedPolicyArns);
        Assert.Same(users[0].Tags, users[1].Tags);
        Assert.Same(users[0].Path, users[1].Path);
    }

    [Fact]
    public void What_every_instance_has_wrong_is_said_once()
    {
        IReadOnlyList<WorldFileError> errors = WorldText.Errors("""
            {"accounts":[{"id":"123456789012","users":[
              {"count":1000,"name":"same","nmae":1,"path":"x","groups":["none-{n}"],"policies":{"p":{"Statement":{"Effect":"Allow"}}},"tags":{"k":1}}]}]}
            """);

        Assert.Equal(
            [".groups[0]", ".name", ".nmae", ".path", ".policies.p.Statement.Action", ".tags.k"],
            errors.Select(error => error.Path["$.accounts[0].users[0]".Length..]).Order());
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("1000001")]
    [InlineData("2000000000")]
    [InlineData("1e300")]
    [InlineData("\"3\"")]
    public void A_count_is_a_whole_number(string count) => Assert.Equal(
        "$.accounts[0].users[0].count",
        WorldText.Errors($$"""{"accounts":[{"id":"123456789012","users":[{"name":"u{n}","count":{{count}} }]}]}""")[0].Path);

    // A hundred bytes must not be able to fill the memory of the simulator.
    [Theory]
    [InlineData("""{"id":"{n:000000000000}","count":1000000,"users":[{"name":"u{n}","count":1000000}]}""", "1,000,001,000,000")]
    [InlineData("""{"id":"{n:000000000000}","count":1000,"users":[{"name":"u{n}","count":1000}]}""", "1,001,000")]
    [InlineData("""{"id":"123456789012","users":[{"name":"u{n}","count":500000}],"roles":[{"name":"r{n}","count":500000}]}""", "1,000,001")]
    [InlineData("""{"id":"123456789012","groups":[{"name":"g{n}","count":500000}],"policies":[{"name":"p{n}","count":500000}]}""", "1,000,001")]
    public void A_world_has_an_end(string account, string held)
    {
        WorldFileError error = Assert.Single(WorldText.Errors($$"""{"accounts":[{{account}}]}"""));

        Assert.Equal("$.accounts", error.Path);
        Assert.Equal($"stand for {held} accounts and identities; a world may hold 1,000,000", error.Reason);
    }

    [Fact]
    public void Generated_keys_follow_from_seed_account_and_number()
    {
        var keys = new List<GeneratedKey>();
        World? world = WorldFileReader.Read(
            """
            {"accounts":[{"id":"123456789012","root":{"accessKeys":[{"generate":"root"}]},
              "users":[{"count":100,"name":"user-{n}","accessKeys":[{"generate":"load"},{"generate":"other","status":"Inactive"}]}]}]}
            """,
            WorldSecrets.OfText(), out IReadOnlyList<WorldFileError> errors, keys.Add);

        Assert.Empty(errors);
        Assert.Equal(201, keys.Count);
        var account = new AccountId(123_456_789_012);
        AccessKeyDefinition key = world!.Accounts[0].Account.Users[41].AccessKeys[0];
        Assert.Equal(DerivedAccessKey.IdOf(account, "load", 42), key.AccessKeyId);
        Assert.Equal(DerivedAccessKey.SecretOf("load", key.AccessKeyId), key.SecretAccessKey);
        Assert.Contains(new GeneratedKey("123456789012", "user-42", key.AccessKeyId, key.SecretAccessKey), keys);
        Assert.Equal(DerivedAccessKey.IdOf(account, "root", 1), keys[0].AccessKeyId);
        Assert.Null(keys[0].UserName);
        Assert.False(world.Accounts[0].Account.Users[41].AccessKeys[1].Active);
    }

    [Fact]
    public void Two_templates_of_an_account_need_two_seeds()
    {
        WorldFileError error = Assert.Single(WorldText.Errors("""
            {"accounts":[{"id":"123456789012","users":[
              {"count":2,"name":"a{n}","accessKeys":[{"generate":"seed"}]},
              {"count":2,"name":"b{n}","accessKeys":[{"generate":"seed"}]}]}]}
            """));

        Assert.Equal("$.accounts[0].users[1].accessKeys[0].generate", error.Path);
    }
}
