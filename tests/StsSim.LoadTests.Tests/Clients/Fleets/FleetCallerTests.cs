using Microsoft.Extensions.Time.Testing;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Clients.Fleets;
using StsSim.LoadTests.Tests.Loopback;

namespace StsSim.LoadTests.Tests.Clients.Fleets;

/// <summary>One caller of a fleet against a target whose sessions last a hundred seconds.</summary>
public sealed class FleetCallerTests : IAsyncLifetime
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(100);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2029, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private LoopbackSts _target = null!;
    private IStsClient _client = null!;

    private int Issued => _target.TokenRequests.Count;

    public async ValueTask InitializeAsync()
    {
        _target = await LoopbackSts.StartAsync();
        _target.Expiration = _time.GetUtcNow() + Lifetime;
        _client = await TestClients.CreateAsync(_target, "dotnet-no-retries");
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        await _target.DisposeAsync();
    }

    [Fact]
    public async Task A_session_is_used_again_and_again()
    {
        using FleetCaller caller = Caller(RenewalPolicy.Careful);

        InvocationOutcome first = await UseAsync(caller);
        InvocationOutcome second = await UseAsync(caller);

        Assert.Equal((InvocationEnd.Ok, 2), (first.End, first.Attempts));
        Assert.Equal((InvocationEnd.Ok, 1), (second.End, second.Attempts));
        Assert.Equal(1, Issued);
    }

    [Fact]
    public async Task Who_renews_early_has_done_so_long_before_the_expiration_and_who_does_not_has_not()
    {
        using FleetCaller early = Caller(RenewalPolicy.Careful);
        using FleetCaller late = Caller(RenewalPolicy.AtExpiry);
        await UseAsync(early);
        await UseAsync(late);
        _time.Advance(Lifetime * 0.76);
        _target.Expiration += Lifetime;

        await UseAsync(late);
        Assert.Equal(2, Issued);
        await UseAsync(early);
        Assert.Equal(3, Issued);

        _time.Advance(Lifetime * 0.25);
        await UseAsync(late);
        Assert.Equal(4, Issued);
    }

    [Fact]
    public async Task A_renewal_that_fails_does_not_matter_while_the_session_lives()
    {
        using FleetCaller caller = Caller(RenewalPolicy.Careful);
        await UseAsync(caller);
        _time.Advance(Lifetime * 0.8);
        _target.ErrorFor = _ => "ServiceUnavailable";

        Assert.Equal(InvocationEnd.Ok, (await UseAsync(caller)).End);
        _time.Advance(Lifetime * 0.25);
        Assert.Equal(InvocationEnd.Failed, (await UseAsync(caller)).End);
    }

    [Fact]
    public async Task A_session_that_ended_early_is_renewed_by_who_listens()
    {
        using FleetCaller listening = Caller(RenewalPolicy.Careful);
        using FleetCaller deaf = Caller(RenewalPolicy.AtExpiry);
        var ended = new HashSet<string>();
        _target.RefusalFor = key => ended.Contains(key) ? "ExpiredToken" : null;
        await UseAsync(listening);
        await UseAsync(deaf);
        ended.UnionWith(["ASIA0000000000000001", "ASIA0000000000000002"]);
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(InvocationEnd.Ok, (await UseAsync(listening)).End);
        Assert.Equal("ExpiredToken", (await UseAsync(deaf)).ErrorCode);
        Assert.Equal(3, Issued);
    }

    [Fact]
    public async Task Where_renewing_does_not_help_the_careful_stop_and_the_eager_do_not()
    {
        using FleetCaller careful = Caller(RenewalPolicy.Careful);
        using FleetCaller eager = Caller(RenewalPolicy.Eager);
        _target.RefusalFor = _ => "ExpiredToken";

        await UseAsync(careful);
        await UseAsync(careful);
        Assert.Equal(1, Issued);

        await UseAsync(eager);
        Assert.Equal(6, Issued);
    }

    [Fact]
    public async Task The_careful_fall_back_on_the_session_before_while_the_new_one_is_not_known()
    {
        using FleetCaller caller = Caller(RenewalPolicy.Careful);
        await UseAsync(caller);
        _time.Advance(Lifetime * 0.76);
        _target.Expiration += Lifetime;
        _target.RefusalFor = key => key == "ASIA0000000000000002" ? "InvalidClientTokenId" : null;

        InvocationOutcome outcome = await UseAsync(caller);

        Assert.Equal((InvocationEnd.Ok, 3), (outcome.End, outcome.Attempts));
        Assert.Equal(2, Issued);
    }

    private FleetCaller Caller(RenewalPolicy policy) => new("caller", policy, _client, _time, new Random(1));

    private static Task<InvocationOutcome> UseAsync(FleetCaller caller) =>
        caller.UseAsync(StsRequest.AssumeRole("arn:aws:iam::123456789012:role/app", "caller"), UnwatchedWire.Instance, TestContext.Current.CancellationToken);
}
