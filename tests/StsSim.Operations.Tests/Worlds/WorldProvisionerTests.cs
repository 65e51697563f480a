using StsSim.Grains.Abstractions.Quotas;
using StsSim.Operations.Worlds;

namespace StsSim.Operations.Tests.Worlds;

public sealed class WorldProvisionerTests
{
    [Fact]
    public async Task Accounts_stand_before_the_directory_names_them_the_default_one_first()
    {
        var cluster = new RecordingWorld();
        World world = WorldFileReader.ReadDefault();

        await new WorldProvisioner(cluster.Grains).ProvisionAsync(world);

        Assert.Equal(["123456789012", "210987654321"], cluster.AccountIds);
        Assert.Equal(2, cluster.ProvisionedBeforeNamed);
        Assert.All(cluster.Provisioned.Values, quotas => Assert.Equal(AccountQuotas.Aws, quotas));
        Assert.Empty(cluster.AccountByAccessKeyId);
        Assert.Equal(new Dictionary<string, string> { ["stssim"] = "123456789012" }, cluster.AccountByAlias);
    }

    [Fact]
    public async Task Exactly_the_keys_that_do_not_say_whose_they_are_are_listed()
    {
        World? world = WorldFileReader.Read(
            """
            {
              "accounts": [
                {
                  "id": "123456789012",
                  "root": { "accessKeys": [
                    { "accessKeyId": "AKIARZPUZDIKKVJVIU2T", "secretAccessKey": "s" },
                    { "accessKeyId": "AKIAIOSFODNN7EXAMPLE", "secretAccessKey": "s" }] },
                  "users": [{ "name": "a", "accessKeys": [
                    { "accessKeyId": "AKIARZPUZDIKGB2VALC4", "secretAccessKey": "s", "status": "Inactive" },
                    { "accessKeyId": "AKIAY34FZKBOKMUTVV7A", "secretAccessKey": "s" },
                    { "accessKeyId": "any_text_that_is_long_enough", "secretAccessKey": "s" }] }]
                },
                {
                  "id": "609629065308",
                  "users": [{ "name": "b", "accessKeys": [{ "accessKeyId": "AKIARZPUZDIK23456723", "secretAccessKey": "s" }] }]
                }
              ]
            }
            """,
            out IReadOnlyList<WorldFileError> errors);
        Assert.Empty(errors);
        var cluster = new RecordingWorld();

        await new WorldProvisioner(cluster.Grains).ProvisionAsync(world!);

        Assert.Equal(
            new Dictionary<string, string>
            {
                ["AKIAIOSFODNN7EXAMPLE"] = "123456789012", // the old form
                ["AKIAY34FZKBOKMUTVV7A"] = "123456789012", // says 609629065308
                ["any_text_that_is_long_enough"] = "123456789012",
                ["AKIARZPUZDIK23456723"] = "609629065308", // says 123456789012
            },
            cluster.AccountByAccessKeyId);
    }
}
