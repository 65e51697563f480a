using StsSim.Iam.Credentials;

namespace StsSim.Iam.Tests.Credentials;

public sealed class SecretAccessKeyTests
{
    [Fact]
    public void A_secret_is_forty_characters_of_base64_and_new_every_time()
    {
        string[] secrets = [.. Enumerable.Range(0, 1000).Select(_ => SecretAccessKey.Create())];
        Assert.All(secrets, secret => Assert.Matches("^[A-Za-z0-9+/]{40}$", secret));
        Assert.Equal(secrets.Length, secrets.Distinct().Count());
    }
}
