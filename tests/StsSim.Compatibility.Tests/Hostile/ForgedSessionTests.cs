using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Hostile;

/// <summary>Session tokens that are not what they were, or not whose they are.</summary>
[Collection(nameof(HostileInput))]
public sealed class ForgedSessionTests(HostileSimulator simulator)
{
    private const string Unknown = "The security token included in the request is invalid.";
    private const string Invalid = "The security token included in the request is invalid";

    [Fact]
    public async Task A_token_with_one_bit_flipped_is_invalid_wherever_the_bit_is()
    {
        ClientKey session = await simulator.SessionAsync();
        byte[] token = Convert.FromBase64String(session.SessionToken!);
        for (int bit = 0; bit < token.Length * 8; bit += 37)
        {
            token[bit / 8] ^= (byte)(1 << (bit % 8));
            WireAnswer answer = await CallAsync(session with { SessionToken = Convert.ToBase64String(token) });
            answer.IsRefusal(403, "InvalidClientTokenId", Invalid);
            token[bit / 8] ^= (byte)(1 << (bit % 8));
        }

        (await CallAsync(session)).IsSuccessOf("GetCallerIdentity");
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    [InlineData("not base64!")]
    [InlineData("FwoGZXIvYXdzEBYaDG9mIHNvbWVib2R5IGVsc2U=")]
    public async Task A_token_that_is_none_is_invalid(string token)
    {
        ClientKey session = await simulator.SessionAsync();
        (await CallAsync(session with { SessionToken = token })).IsRefusal(403, "InvalidClientTokenId", Invalid);
        await simulator.ServesAsync();
    }

    [Fact]
    public async Task A_token_is_cut_off_or_carried_on_in_vain()
    {
        ClientKey session = await simulator.SessionAsync();
        string token = session.SessionToken!;
        foreach (string forged in new[] { token[..^4], token[4..], token + "AAAA", token + token, new string('A', 100_000) })
        {
            (await CallAsync(session with { SessionToken = forged })).IsRefusal(403, "InvalidClientTokenId", Invalid);
        }

        await simulator.ServesAsync();
    }

    [Fact]
    public async Task A_token_is_good_for_its_own_key_only()
    {
        ClientKey bob = await simulator.SessionAsync("Bob");
        ClientKey eve = await simulator.SessionAsync("Eve");
        (await CallAsync(bob with { SessionToken = eve.SessionToken })).IsRefusal(403, "InvalidClientTokenId", Invalid);
        (await CallAsync(eve with { AccessKeyId = bob.AccessKeyId })).IsRefusal(403, "InvalidClientTokenId", Invalid);
        (await CallAsync(TestWorld.Alice with { SessionToken = bob.SessionToken })).IsRefusal(403, "InvalidClientTokenId", Invalid);
        await simulator.ServesAsync();
    }

    [Fact]
    public async Task The_key_of_a_session_is_unknown_without_its_token()
    {
        ClientKey session = await simulator.SessionAsync();
        (await CallAsync(session with { SessionToken = null })).IsRefusal(403, "InvalidClientTokenId", Unknown);
        await simulator.ServesAsync();
    }

    [Fact]
    public async Task The_secret_of_a_session_is_needed_beside_its_token()
    {
        ClientKey session = await simulator.SessionAsync();
        WireAnswer answer = await CallAsync(session with { SecretAccessKey = TestWorld.Alice.SecretAccessKey });
        Assert.Equal((403, "SignatureDoesNotMatch"), (answer.Status, answer.Code));
        await simulator.ServesAsync();
    }

    private Task<WireAnswer> CallAsync(ClientKey key) => simulator.SendNotedAsync(StsRequest.Of(key, "GetCallerIdentity"));
}
