using StsSim.Grains.Abstractions.Worlds;
using StsSim.Iam.Credentials;
using StsSim.Operations.Worlds;

namespace StsSim.Operations.Tests.Worlds;

public sealed class WorldSecretsTests : IDisposable
{
    private readonly string _variable = $"STSSIM_TEST_{Guid.NewGuid():N}";
    private readonly string _folder = Directory.CreateTempSubdirectory("stssim-secrets").FullName;

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(_variable, null);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void A_secret_comes_from_a_variable_or_from_a_file_beside_the_world()
    {
        Environment.SetEnvironmentVariable(_variable, "from-a-variable");
        File.WriteAllText(Path.Combine(_folder, "secret.txt"), "from-a-file \n");
        File.WriteAllText(Path.Combine(_folder, "seed.txt"), "JBSWY3DPEHPK3PXP\r\n");

        World? world = Read($$"""
            "root":{
              "accessKeys":[
                {"accessKeyId":"AKIARZPUZDIKGROOT222","secretAccessKey":{"env":"{{_variable}}"} },
                {"accessKeyId":"AKIARZPUZDIKALICE234","secretAccessKey":{"file":"secret.txt"} },
                {"generate":{"env":"{{_variable}}"} }],
              "mfaDevices":[{"serialNumber":"GAHT12345678","seed":{"file":"seed.txt"} }]}
            """, out IReadOnlyList<WorldFileError> errors);

        Assert.Empty(errors);
        var settings = world!.Accounts[0].Account.Settings;
        Assert.Equal(["from-a-variable", "from-a-file "], settings.RootAccessKeys.Take(2).Select(key => key.SecretAccessKey));
        Assert.Equal(DerivedAccessKey.IdOf(new(123_456_789_012), "from-a-variable", 1), settings.RootAccessKeys[2].AccessKeyId);
        Assert.Equal("JBSWY3DPEHPK3PXP", settings.RootMfaDevices[0].Seed);
    }

    [Theory]
    [InlineData("""{"env":"STSSIM_NOT_SET_ANYWHERE"}""", ".env", "STSSIM_NOT_SET_ANYWHERE, which is not set")]
    [InlineData("""{"file":"none.txt"}""", ".file", "none.txt, which cannot be read")]
    [InlineData("""{"file":"empty.txt"}""", ".file", "empty.txt, which is empty")]
    [InlineData("""{"env":1}""", ".env", "must be a string")]
    [InlineData("{}", "", "must be the secret itself, or")]
    [InlineData("""{"env":"A","file":"b"}""", "", "must be the secret itself, or")]
    [InlineData("1", "", "must be a string")]
    [InlineData("\"\"", "", "must not be empty")]
    [InlineData("null", "", "is missing")]
    public void What_is_not_there_is_an_error_at_its_path(string secret, string path, string reason)
    {
        File.WriteAllText(Path.Combine(_folder, "empty.txt"), "\n");

        Read($$"""
            "root":{"accessKeys":[{"accessKeyId":"AKIARZPUZDIKGROOT222","secretAccessKey":{{secret}} }]}
            """, out IReadOnlyList<WorldFileError> errors);

        Assert.Contains(errors, error => error.Path == $"$.accounts[0].root.accessKeys[0].secretAccessKey{path}" && error.Reason.Contains(reason, StringComparison.Ordinal));
    }

    [Fact]
    public void A_wrong_seed_is_not_quoted()
    {
        Environment.SetEnvironmentVariable(_variable, "no-base-32!");

        Read($$"""
            "mfaDevices":[{"serialNumber":"GAHT12345678","seed":{"env":"{{_variable}}"} }]
            """, out IReadOnlyList<WorldFileError> errors);

        Assert.Equal("$.accounts[0].mfaDevices[0].seed", Assert.Single(errors).Path);
        Assert.DoesNotContain("no-base-32", $"{errors[0]}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"env":"PATH"}""", ".env", "must begin with STSSIM_")]
    [InlineData("""{"env":"STSSIM__REDIS"}""", ".env", "names a setting of the simulator")] // .NET reads settings whatever their case
    [InlineData("""{"env":"STSSIM__ADMINTOKEN"}""", ".env", "names a setting of the simulator")]
    [InlineData("""{"file":"/etc/hostname"}""", ".file", "only a world file given at the start")]
    public void A_world_from_elsewhere_does_not_get_at_the_secrets_of_the_process(string secret, string path, string reason)
    {
        WorldFileError error = Assert.Single(WorldText.Errors(
            $$"""{"accounts":[{"id":"123456789012","root":{"accessKeys":[{"accessKeyId":"AKIARZPUZDIKGROOT222","secretAccessKey":{{secret}} }] } }]}"""));

        Assert.Equal($"$.accounts[0].root.accessKeys[0].secretAccessKey{path}", error.Path);
        Assert.Contains(reason, error.Reason, StringComparison.Ordinal);
    }

    private World? Read(string members, out IReadOnlyList<WorldFileError> errors) => WorldFileReader.Read(
        $$"""{"accounts":[{"id":"123456789012",{{members}} }]}""", WorldSecrets.OfFile(Path.Combine(_folder, "world.json")), out errors);
}
