using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StsSim.Compatibility.Tests.Clock;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;
using StsSim.Grains.Abstractions.Environment;

namespace StsSim.Compatibility.Tests.Permissive;

/// <summary>A simulator that takes any key and checks no signature, under a clock that the test winds.</summary>
public sealed class PermissiveSimulator : RunningSimulator
{
    public WoundClock Clock { get; } = new(TimeProvider.System.GetUtcNow());

    protected override IEnumerable<string> Options => ["--auth", "permissive"];

    protected override void Configure(IServiceCollection services) => services
        .AddKeyedSingleton<TimeProvider>(SimulatedTime.Key, Clock)
        .AddLogging(logging => logging.AddFilter("Orleans", LogLevel.None));
}

public sealed class PermissiveTests(PermissiveSimulator simulator) : IClassFixture<PermissiveSimulator>
{
    private const string Alice = "arn:aws:iam::123456789012:user/team/red/alice";

    [Fact]
    public async Task A_known_key_is_itself_whatever_it_is_signed_with()
    {
        Assert.Equal("arn:aws:iam::123456789012:user/bob", await ArnOfAsync(TestWorld.Bob with { SecretAccessKey = "wrong" }));
        Assert.Equal("arn:aws:iam::123456789012:root", await ArnOfAsync(TestWorld.Root with { SecretAccessKey = "wrong" }));
        Assert.Equal("arn:aws:iam::210987654321:user/erin", await ArnOfAsync(TestWorld.Legacy with { SecretAccessKey = "wrong" }));
    }

    [Fact]
    public async Task A_twelve_digit_key_is_the_root_user_of_that_account()
    {
        Assert.Equal("arn:aws:iam::123456789012:root", await ArnOfAsync(new ClientKey("123456789012", "any")));
        Assert.Equal("arn:aws:iam::210987654321:root", await ArnOfAsync(new ClientKey("210987654321", "any")));
    }

    [Fact]
    public async Task An_account_that_is_not_there_is_403_InvalidClientTokenId() =>
        (await simulator.SendAsync(new ClientKey("999999999999", "any"), "GetCallerIdentity"))
            .IsRefusal(403, "InvalidClientTokenId", "The security token included in the request is invalid.");

    [Theory]
    [InlineData("test")]
    [InlineData("AKIAIOSFODNN7NOTHERE")]
    [InlineData("minioadmin")]
    public async Task Any_other_key_is_the_first_user_of_the_default_account(string accessKeyId) =>
        Assert.Equal(Alice, await ArnOfAsync(new ClientKey(accessKeyId, "any")));

    [Fact]
    public async Task A_session_issued_here_is_itself()
    {
        ClientKey session = (await simulator.SendAsync(new ClientKey("test", "test"), "GetFederationToken", "Name=Bob")).Credentials();
        Assert.Equal("arn:aws:sts::123456789012:federated-user/Bob", await ArnOfAsync(session with { SecretAccessKey = "wrong" }));
    }

    [Fact]
    public async Task An_expired_session_is_expired()
    {
        ClientKey session = (await simulator.SendAsync(new ClientKey("test", "test"), "GetFederationToken", "Name=Bob&DurationSeconds=900")).Credentials();
        simulator.Clock.Advance(TimeSpan.FromSeconds(900));
        WireAnswer answer = await simulator.SendAsync(StsRequest.Of(session, "GetCallerIdentity") with { SignedAt = simulator.Clock.GetUtcNow() });
        simulator.Clock.Advance(TimeSpan.FromSeconds(-900));

        answer.IsRefusal(403, "ExpiredToken", "The security token included in the request is expired");
    }

    [Fact]
    public async Task A_revoked_session_is_nobody_and_not_the_first_user()
    {
        ClientKey session = (await simulator.SendAsync(new ClientKey("test", "test"), "GetFederationToken", "Name=Mallory")).Credentials();
        await simulator.RevokeAsync("Mallory");
        (await simulator.SendAsync(session, "GetCallerIdentity"))
            .IsRefusal(403, "InvalidClientTokenId", "The security token included in the request is invalid");
    }

    [Fact]
    public async Task An_inactive_key_is_nobody_and_not_the_first_user() => (await simulator.SendAsync(TestWorld.Inactive, "GetCallerIdentity"))
        .IsRefusal(403, "InvalidClientTokenId", "The security token included in the request is invalid.");

    [Fact]
    public async Task A_session_of_elsewhere_is_the_first_user_of_the_default_account() =>
        Assert.Equal(Alice, await ArnOfAsync(new ClientKey("ASIAY34FZKBOKMUTVV7A", "any", "FwoGZXIvYXdzEBYaDG9mIGVsc2V3aGVyZQ==")));

    [Fact]
    public async Task Permissions_are_checked_all_the_same()
    {
        WireAnswer answer = await simulator.SendAsync(TestWorld.Bob, "GetFederationToken", "Name=Eve");
        Assert.Equal((403, "AccessDenied"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Parameters_are_validated_all_the_same()
    {
        WireAnswer answer = await simulator.SendAsync(new ClientKey("test", "test"), "GetFederationToken", "Name=B");
        answer.IsRefusal(
            400,
            "ValidationError",
            "1 validation error detected: Value 'B' at 'name' failed to satisfy constraint: Member must have length greater than or equal to 2");
    }

    [Fact]
    public async Task A_request_without_any_key_is_403_MissingAuthenticationToken() => (await simulator.SendAsync(
        StsRequest.Of(null, "GetCallerIdentity"))).IsRefusal(403, "MissingAuthenticationToken", "Request is missing Authentication Token");

    [Fact]
    public async Task A_broken_Authorization_header_is_400_IncompleteSignature()
    {
        using HttpRequestMessage request = StsRequest.Of(null, "GetCallerIdentity").ToMessage(simulator.Endpoint);
        request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 nonsense");
        WireAnswer answer = await simulator.SendAsync(request);
        Assert.Equal((400, "IncompleteSignature"), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task A_region_that_is_none_is_403_SignatureDoesNotMatch() => (await simulator.SendAsync(
        StsRequest.Of(TestWorld.Alice, "GetCallerIdentity") with { Region = "nowhere" }))
        .IsRefusal(403, "SignatureDoesNotMatch", "Credential should be scoped to a valid region. ");

    [Fact]
    public async Task A_signature_of_yesterday_is_expired_all_the_same()
    {
        StsRequest request = StsRequest.Of(TestWorld.Alice, "GetCallerIdentity");
        WireAnswer answer = await simulator.SendAsync(request with { SignedAt = request.SignedAt.AddDays(-1) });
        Assert.Equal((403, "SignatureDoesNotMatch"), (answer.Status, answer.Code));
        Assert.StartsWith("Signature expired: ", answer.Message, StringComparison.Ordinal);
    }

    private async Task<string> ArnOfAsync(ClientKey key)
    {
        WireAnswer answer = await simulator.SendAsync(key, "GetCallerIdentity");
        answer.IsSuccessOf("GetCallerIdentity");
        return answer.Member("Arn");
    }
}
