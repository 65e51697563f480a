using StsSim.Grains.Abstractions.Mfa;

namespace StsSim.Grains.Tests.Mfa;

[Collection(nameof(SimulatorCluster))]
public sealed class MfaDeviceGrainTests(SimulatorCluster cluster)
{
    private readonly IMfaDeviceGrain _device = cluster.Client.GetGrain<IMfaDeviceGrain>(IMfaDeviceGrain.KeyOf("123456789012", $"{Guid.NewGuid()}"));

    [Fact]
    public async Task A_code_works_once()
    {
        Assert.True(await _device.TryUse(100));
        Assert.False(await _device.TryUse(100));
        Assert.True(await _device.TryUse(101));
    }

    [Fact]
    public async Task Two_codes_are_used_together_or_not_at_all()
    {
        Assert.True(await _device.TryUse(100));

        Assert.False(await _device.TryUsePair(101, Guid.NewGuid()));
        Assert.False(await _device.TryUsePair(100, Guid.NewGuid()));
        Assert.True(await _device.TryUse(101)); // was left alone
        Assert.True(await _device.TryUsePair(103, Guid.NewGuid()));
        Assert.False(await _device.TryUse(102));
        Assert.False(await _device.TryUse(103));
    }

    [Fact]
    public async Task A_request_that_is_planned_anew_may_use_its_codes_again()
    {
        var request = Guid.NewGuid();

        Assert.True(await _device.TryUsePair(101, request));
        Assert.True(await _device.TryUsePair(101, request));
        Assert.False(await _device.TryUsePair(101, Guid.NewGuid()));
    }

    [Fact]
    public async Task Another_device_under_the_serial_number_begins_afresh()
    {
        Assert.True(await _device.TryUsePair(101, Guid.NewGuid()));

        await _device.Forget();

        Assert.True(await _device.TryUse(101));
    }
}
