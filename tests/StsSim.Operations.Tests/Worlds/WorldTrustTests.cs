using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Worlds;
using StsSim.Operations.Worlds;

namespace StsSim.Operations.Tests.Worlds;

public sealed class WorldTrustTests
{
    private const string First = "000000000001";
    private const string Second = "000000000002";

    [Fact]
    public void Users_and_roles_of_the_world_are_kept_by_their_ids()
    {
        World world = Read(WorldTrusting($"arn:aws:iam::{First}:user/staff/ann", $"arn:aws:iam::{First}:role/app", $"arn:aws:iam::{Second}:user/ben"));

        AccountDefinition first = world.Accounts[0].Account, second = world.Accounts[1].Account;
        RoleDefinition role = first.Roles[1];
        Assert.Equal(Trust(first.Users[0].UserId, first.Roles[0].RoleId, second.Users[0].UserId), role.TrustPolicy);
        Assert.Equal([KeyValuePair.Create(second.Users[0].UserId, Second)], role.TrustedAccounts);
    }

    [Theory]
    [InlineData("arn:aws:iam::999999999999:user/ann")]
    [InlineData("arn:aws-cn:iam::000000000001:user/staff/ann")]
    [InlineData("arn:aws:iam::000000000001:root")]
    [InlineData("arn:aws:sts::000000000001:assumed-role/app/session")]
    [InlineData("arn:aws:sts::000000000001:federated-user/ann")]
    [InlineData("AIDAIOSFODNN7EXAMPLE2")]
    [InlineData("000000000001")]
    [InlineData("*")]
    public void Whoever_else_stays_as_written(string principal)
    {
        RoleDefinition role = Read(WorldTrusting(principal)).Accounts[0].Account.Roles[1];

        Assert.Equal(Trust(principal), role.TrustPolicy);
        Assert.Empty(role.TrustedAccounts);
    }

    [Theory]
    [InlineData("arn:aws:iam::000000000001:user/ann")]
    [InlineData("arn:aws:iam::000000000001:role/staff/ann")]
    [InlineData("arn:aws:iam::000000000002:user/Ben")]
    public void Nobody_in_an_account_of_the_world_is_an_error(string principal)
    {
        Assert.Null(WorldFileReader.Read(WorldTrusting("*", principal), out IReadOnlyList<WorldFileError> errors));

        WorldFileError error = Assert.Single(errors);
        Assert.Equal(("$.accounts[0].roles[1].trustPolicy.Statement[0].Principal.AWS[1]", "names no user or role of this world"), (error.Path, error.Reason));
    }

    [Fact]
    public void Back_with_their_ARNs_the_policies_read_as_in_the_file()
    {
        string[] principals = [$"arn:aws:iam::{First}:user/staff/ann", $"arn:aws:iam::{Second}:user/ben", "AIDAIOSFODNN7EXAMPLE2"];

        RoleDefinition role = WorldTrust.WithArns(Read(WorldTrusting(principals))).Accounts[0].Account.Roles[1];

        Assert.Equal(Trust(principals), role.TrustPolicy);
        Assert.Empty(role.TrustedAccounts);
    }

    [Fact]
    public void A_policy_with_a_fault_has_that_fault_alone()
    {
        string world = WorldTrusting($"arn:aws:iam::{First}:user/nobody").Replace("\"Allow\"", "\"allow\"", StringComparison.Ordinal);

        Assert.Null(WorldFileReader.Read(world, out IReadOnlyList<WorldFileError> errors));

        Assert.All(errors, error => Assert.EndsWith(".Effect", error.Path, StringComparison.Ordinal));
    }

    private static string WorldTrusting(params string[] principals) => $$"""
        {"accounts":[
          {"id":"{{First}}","users":[{"name":"ann","path":"/staff/"}],
           "roles":[{"name":"app","trustPolicy":{{Trust(First)}}},{"name":"trusting","trustPolicy":{{Trust(principals)}}}]},
          {"id":"{{Second}}","users":[{"name":"ben"}]}
        ]}
        """;

    private static string Trust(params string[] principals) =>
        $$$"""{"Statement":[{"Effect":"Allow","Principal":{"AWS":[{{{string.Join(',', principals.Select(name => $"\"{name}\""))}}}]},"Action":"sts:AssumeRole"}]}""";

    private static World Read(string json)
    {
        World? world = WorldFileReader.Read(json, out IReadOnlyList<WorldFileError> errors);
        Assert.Empty(errors);
        return world!;
    }
}
