using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;
using static StsSim.Compatibility.Tests.Clock.WoundClockSimulator;

namespace StsSim.Compatibility.Tests.Clock;

/// <summary>A request is good for fifteen minutes, both ways.</summary>
public sealed class SignatureWindowTests(WoundClockSimulator simulator) : IClassFixture<WoundClockSimulator>
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Up_to_fifteen_minutes_old_or_ahead_is_accepted()
    {
        (await SignedAtAsync(simulator.Now - Window)).IsSuccessOf("GetCallerIdentity");
        (await SignedAtAsync(simulator.Now + Window)).IsSuccessOf("GetCallerIdentity");
    }

    [Fact]
    public async Task Older_is_expired()
    {
        DateTimeOffset now = simulator.Now;
        DateTimeOffset signedAt = now - Window - Second;
        (await SignedAtAsync(signedAt)).IsRefusal(
            403, "SignatureDoesNotMatch", $"Signature expired: {Basic(signedAt)} is now earlier than {Basic(now - Window)} ({Basic(now)} - 15 min.)");
    }

    [Fact]
    public async Task Further_ahead_is_not_yet_current()
    {
        DateTimeOffset now = simulator.Now;
        DateTimeOffset signedAt = now + Window + Second;
        (await SignedAtAsync(signedAt)).IsRefusal(
            403, "SignatureDoesNotMatch", $"Signature not yet current: {Basic(signedAt)} is still later than {Basic(now + Window)} ({Basic(now)} + 15 min.)");
    }

    [Fact]
    public async Task The_same_signature_may_be_replayed_while_it_is_good()
    {
        StsRequest request = StsRequest.Of(TestWorld.Alice, "GetCallerIdentity") with { SignedAt = simulator.Now };
        (await simulator.SendAsync(request)).IsSuccessOf("GetCallerIdentity");
        (await simulator.SendAsync(request)).IsSuccessOf("GetCallerIdentity");
    }

    private Task<WireAnswer> SignedAtAsync(DateTimeOffset instant) =>
        simulator.SendAsync(StsRequest.Of(TestWorld.Alice, "GetCallerIdentity") with { SignedAt = instant });
}
