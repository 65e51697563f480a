namespace StsSim.Testing.Containers.Tests;

/// <summary>Descriptions of containers, which need no engine.</summary>
public sealed class StsSimBuilderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("stssim-worlds-");

    // Found before it is asked for anything.
    private static StsSimBuilder Builder => new StsSimBuilder().WithDockerEndpoint("tcp://127.0.0.1:9").WithCleanUp(false);

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(null, "1.2.3", "stssim:latest")]
    [InlineData("ghcr.io/somebody", "1.2.3", "ghcr.io/somebody/stssim:1.2.3")]
    [InlineData("ghcr.io/somebody", "1.2.3-rc.1+0a1b2c", "ghcr.io/somebody/stssim:1.2.3-rc.1")]
    public void A_package_takes_the_image_that_is_released_with_it(string? registry, string version, string expected) =>
        Assert.Equal(expected, ReleasedImage.NameOf(registry, version));

    [Fact]
    public void Without_an_image_it_is_that_of_the_package() => Assert.Equal(ReleasedImage.Name, Builder.Build().Image.FullName);

    [Fact]
    public void Another_image_may_be_named() => Assert.Equal(
        "registry.example/stssim:0.1.0", new StsSimBuilder("registry.example/stssim:0.1.0").WithDockerEndpoint("tcp://127.0.0.1:9").Build().Image.FullName);

    [Fact]
    public void Tokens_that_are_made_up_differ_and_those_that_are_named_stay()
    {
        Assert.NotEqual(Builder.Build().AdminToken, Builder.Build().AdminToken);
        Assert.Equal("s3cret", Builder.WithAdminToken("s3cret").WithPermissiveAuthentication().Build().AdminToken);
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("line\n")]
    [InlineData("schlüssel")]
    public void A_token_that_no_header_can_carry_is_refused(string token) => Assert.Throws<ArgumentException>(() => Builder.WithAdminToken(token));

    [Fact]
    public void A_token_set_past_the_builder_is_refused() => Assert.Contains(
        "WithAdminToken", Assert.Throws<ArgumentException>(() => Builder.WithEnvironment("StsSim__AdminToken", "another").Build()).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("accounts: []")]
    [InlineData("[]")]
    public void A_world_that_is_no_JSON_object_is_refused(string json)
    {
        string file = Path.Combine(_folder.FullName, "world.json");
        File.WriteAllText(file, json);

        Assert.StartsWith("This world is no JSON", Assert.Throws<ArgumentException>(() => Builder.WithWorld(json)).Message, StringComparison.Ordinal);
        Assert.StartsWith($"'{file}' is no JSON", Assert.Throws<ArgumentException>(() => Builder.WithWorldFile(file)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_world_file_that_is_not_there_is_told_at_once() =>
        Assert.Throws<FileNotFoundException>(() => Builder.WithWorldFile(Path.Combine(_folder.FullName, "none.json")));
}
