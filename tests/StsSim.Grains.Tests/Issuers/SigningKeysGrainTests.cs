using StsSim.Grains.Abstractions.Issuers;

namespace StsSim.Grains.Tests.Issuers;

[Collection(nameof(SimulatorCluster))]
public sealed class SigningKeysGrainTests(SimulatorCluster cluster)
{
    [Fact]
    public async Task The_first_keys_count()
    {
        ISigningKeysGrain issuer = NewIssuer();
        Assert.Null(await issuer.Get());

        Assert.Equal([1], await issuer.Keep([1]));

        Assert.Equal([1], await issuer.Keep([2]));
        Assert.Equal([1], await issuer.Get());
    }

    // Tokens signed with keys that are in no storage could be verified by nobody after the next start.
    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 1)]
    public async Task Keys_that_are_not_in_storage_are_nobodys(bool afterwards, byte kept)
    {
        ISigningKeysGrain issuer = NewIssuer();
        cluster.Storage.FailNextWrite("signing-keys", issuer, afterwards);
        await Assert.ThrowsAsync<OrleansException>(() => issuer.Keep([1]));

        Assert.Equal([kept], await issuer.Keep([2]));
    }

    private ISigningKeysGrain NewIssuer() => cluster.Client.GetGrain<ISigningKeysGrain>($"{Guid.NewGuid()}");
}
