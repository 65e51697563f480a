using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Grains.Abstractions.Worlds;
using StsSim.Operations.Worlds;

namespace StsSim.Operations.Tests.Worlds;

public sealed class WorldFileReaderTests
{
    [Fact]
    public void A_full_world_is_read()
    {
        World world = Read("""
            {
              "$schema": "world.schema.json",
              "quotas": { "default": { "requestsPerSecond": 7, "burst": 9 } },
              "accounts": [
                {
                  "id": "000000000001",
                  "alias": "first",
                  "root": { "accessKeys": [{ "accessKeyId": "AKIAROOTROOTROOTROOT", "secretAccessKey": "r" }] },
                  "policies": [{ "name": "Readers", "path": "/team/", "document": { "Statement": { "Effect": "Allow", "Action": "s3:Get*", "Resource": "*" } } }],
                  "users": [
                    {
                      "name": "Alice",
                      "path": "/staff/",
                      "accessKeys": [{ "accessKeyId": "AKIAALICEALICEALICE2", "secretAccessKey": "a", "status": "Inactive" }],
                      "policies": { "inline": "{\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":\"*\"}}" },
                      "managedPolicyArns": ["arn:aws:iam::000000000001:policy/team/Readers", "arn:aws:iam::aws:policy/AdministratorAccess"],
                      "tags": { "Team": "Blue" }
                    }
                  ],
                  "roles": [
                    {
                      "name": "app",
                      "trustPolicy": { "Statement": { "Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole" } },
                      "maxSessionDuration": 43200
                    }
                  ]
                },
                { "id": "000000000002", "quotas": { "perFederatedUser": { "requestsPerSecond": 1 } } }
              ]
            }
            """);

        AccountDefinition first = world.Accounts[0].Account;
        Assert.Equal(("000000000001", "first"), (first.AccountId, first.Settings.Alias));
        Assert.Equal("AKIAROOTROOTROOTROOT", Assert.Single(first.Settings.RootAccessKeys).AccessKeyId);
        Assert.Equal("arn:aws:iam::000000000001:policy/team/Readers", Assert.Single(first.Policies).Arn);
        UserDefinition alice = Assert.Single(first.Users);
        Assert.Equal(("Alice", "/staff/", "Blue"), (alice.Name, alice.Path, alice.Tags["Team"]));
        Assert.Equal("""{"Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}""", alice.Policies["inline"]);
        Assert.False(Assert.Single(alice.AccessKeys).Active);
        Assert.Equal(2, alice.ManagedPolicyArns.Count);
        Assert.Equal(43_200, Assert.Single(first.Roles).MaxSessionDuration);
        Assert.Equal(new AccountQuotas(new QuotaLimits(7, 9), null), world.Quotas);
        Assert.Null(world.Accounts[0].Quotas);
        Assert.Equal(new AccountQuotas(new QuotaLimits(7, 9), new QuotaLimits(1, 1)), world.Accounts[1].Quotas);
    }

    [Fact]
    public void The_same_names_get_the_same_unique_ids_each_time()
    {
        const string Json = """{"accounts":[{"id":"000000000001","users":[{"name":"a"},{"name":"b"}]}]}""";

        Assert.Equal(Read(Json).Accounts[0].Account.Users.Select(user => user.UserId), Read(Json).Accounts[0].Account.Users.Select(user => user.UserId));
        Assert.Equal(2, Read(Json).Accounts[0].Account.Users.Select(user => user.UserId).Distinct().Count());
    }

    [Fact]
    public void Comments_and_trailing_commas_are_welcome_everywhere()
    {
        World world = Read("""
            // a world
            {
              "accounts": [
                {
                  "id": "000000000001", /* the only one */
                  "roles": [
                    {
                      "name": "app",
                      "trustPolicy": {
                        "Statement": [
                          // everybody
                          { "Effect": "Allow", "Principal": "*", "Action": ["sts:AssumeRole",], },
                        ],
                      },
                    },
                  ],
                },
              ],
            }
            """);

        Assert.Equal(
            """{"Statement":[{"Effect":"Allow","Principal":"*","Action":["sts:AssumeRole"]}]}""",
            Assert.Single(world.Accounts[0].Account.Roles).TrustPolicy);
    }

    [Theory]
    [InlineData("\"Condition\":{\"StringEquals\":{\"aws:userid\":\"x\"}},\"Resource\":\"*\"")]
    [InlineData("\"Resource\":\"arn:aws:s3:::home/${aws:username}/*\"")]
    [InlineData("\"NotResource\":[\"*\",\"arn:aws:s3:::home/${aws:username}/*\"]")]
    public void Policies_may_have_conditions_and_variables_wherever_they_stand(string elements)
    {
        string policy = $$"""{"Statement":[{"Effect":"Allow","Action":"s3:*",{{elements}}}]}""";
        string trust = """{"Statement":{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}}""";

        AccountDefinition account = Read($$$"""
            {"accounts":[{"id":"000000000001",
              "policies":[{"name":"p","document":{{{policy}}} }],
              "users":[{"name":"u","policies":{"p":{{{policy}}} }}],
              "roles":[{"name":"r","trustPolicy":{{{trust}}},"policies":{"p":{{{policy}}} }}]}]}
            """).Accounts[0].Account;

        Assert.Equal([policy, policy, policy], [account.Policies[0].Document, account.Users[0].Policies["p"], account.Roles[0].Policies["p"]]);
    }

    [Theory]
    [InlineData("\"Condition\":{\"StringEquals\":{\"sts:ExternalId\":\"x\"}}")]
    [InlineData("\"Condition\":{\"StringLike\":{\"sts:RoleSessionName\":\"${aws:username}\"}}")]
    [InlineData("\"Condition\":{}")]
    public void A_trust_policy_may_have_conditions_and_variables(string condition)
    {
        World world = Read($$$"""
            {"accounts":[{"id":"000000000001","roles":[{"name":"r","trustPolicy":
              {"Statement":{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole",{{{condition}}} }} }]}]}
            """);

        Assert.Contains(condition, Assert.Single(world.Accounts[0].Account.Roles).TrustPolicy, StringComparison.Ordinal);
    }

    private static World Read(string json)
    {
        World? world = WorldFileReader.Read(json, out IReadOnlyList<WorldFileError> errors);
        Assert.Empty(errors);
        return world!;
    }
}
