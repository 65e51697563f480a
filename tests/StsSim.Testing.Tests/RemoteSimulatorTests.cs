using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using StsSim.Gateway;
using StsSim.Host;

namespace StsSim.Testing.Tests;

/// <summary>A simulator that somebody else runs, with an admin token and a control API of its own.</summary>
public sealed class RemoteSimulatorTests : IAsyncLifetime
{
    private const string Token = "the-admin-token-of-these-tests";

    private Simulator? _remote;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _remote = await Simulator.StartAsync(
        ["--urls", "http://127.0.0.1:0", "--control-urls", "http://127.0.0.1:0"],
        services => services.AddSingleton(new GatewayOptions { AdminToken = Token, HasControlListener = true }),
        Cancel);

    public ValueTask DisposeAsync() => _remote!.DisposeAsync();

    [Fact]
    public async Task With_its_token_it_does_what_an_embedded_one_does()
    {
        await using var simulator = StsSimulator.ConnectTo(_remote!.Endpoint, Token, _remote.ControlEndpoint);
        await simulator.WaitUntilReadyAsync(Cancel);
        await using (LeasedAccount account = await simulator.LeaseAccountAsync(cancellationToken: Cancel))
        {
            Assert.Equal(600, (await account.GetQuotasAsync(Cancel)).Default.RequestsPerSecond);
        }

        await simulator.DisposeAsync();
        using var http = new HttpClient();
        Assert.Equal("ok\n", await http.GetStringAsync(new Uri(_remote.Endpoint, "health/live"), Cancel)); // it goes on
    }

    [Fact]
    public async Task A_lease_that_outlives_it_ends_without_an_error()
    {
        await using var simulator = StsSimulator.ConnectTo(_remote!.Endpoint, Token, _remote.ControlEndpoint);
        await simulator.WaitUntilReadyAsync(Cancel);
        LeasedAccount account = await simulator.LeaseAccountAsync(cancellationToken: Cancel);
        await _remote.DisposeAsync();

        await account.DisposeAsync();

        StsSimulatorException exception = await Assert.ThrowsAsync<StsSimulatorException>(() => account.GetQuotasAsync(Cancel));
        Assert.StartsWith("No simulator answers", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_token_it_says_to_pass_it()
    {
        await using var without = StsSimulator.ConnectTo(_remote!.Endpoint, adminToken: null, _remote.ControlEndpoint);
        StsSimulatorException missing = await Assert.ThrowsAsync<StsSimulatorException>(() => without.LeaseAccountAsync(cancellationToken: Cancel));
        Assert.Equal(HttpStatusCode.Unauthorized, missing.Status);
        Assert.Contains("pass its StsSim:AdminToken to StsSimulator.ConnectTo", missing.Message, StringComparison.Ordinal);

        await using var wrong = StsSimulator.ConnectTo(_remote.Endpoint, "wrong", _remote.ControlEndpoint);
        StsSimulatorException refused = await Assert.ThrowsAsync<StsSimulatorException>(() => wrong.LeaseAccountAsync(cancellationToken: Cancel));
        Assert.Contains("does not accept this admin token", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_without_a_control_API_is_told_from_one_that_refuses()
    {
        await using var simulator = StsSimulator.ConnectTo(_remote!.Endpoint, Token);
        StsSimulatorException exception = await Assert.ThrowsAsync<StsSimulatorException>(() => simulator.LeaseAccountAsync(cancellationToken: Cancel));
        Assert.Contains("is no control API", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_listens_it_says_so()
    {
        using var taken = new TcpListener(IPAddress.Loopback, port: 0);
        taken.Start();
        var nowhere = new Uri($"http://{taken.LocalEndpoint}");
        taken.Stop();
        await using var simulator = StsSimulator.ConnectTo(nowhere);

        StsSimulatorException exception = await Assert.ThrowsAsync<StsSimulatorException>(() => simulator.LeaseAccountAsync(cancellationToken: Cancel));

        Assert.StartsWith($"No simulator answers at {nowhere}: start one there", exception.Message, StringComparison.Ordinal);
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => simulator.WaitUntilReadyAsync(soon.Token));
    }

    [Fact]
    public async Task What_makes_no_sense_is_told_in_the_simulators_words()
    {
        await using var simulator = StsSimulator.ConnectTo(_remote!.Endpoint, Token, _remote.ControlEndpoint);

        Assert.Contains("There is no account '999999999999'", await MessageOf(() => simulator.Account("999999999999").GetQuotasAsync(Cancel)), StringComparison.Ordinal);
        Assert.Contains("no name of a federated user", await MessageOf(() => simulator.Account("123456789012").GetFederatedUserAsync("B", Cancel)), StringComparison.Ordinal);
        Assert.Contains("$.default.requestsPerSecond", await MessageOf(() => simulator.Account("123456789012").SetQuotasAsync(new Quota(-1), cancellationToken: Cancel)), StringComparison.Ordinal);
        Assert.Contains("$.ttlSeconds", await MessageOf(() => simulator.LeaseAccountAsync(new LeaseOptions { Duration = TimeSpan.Zero }, Cancel)), StringComparison.Ordinal);
        Assert.Contains("$.sessionToken", await MessageOf(() => simulator.AuthorizeAsync(new AuthorizationQuestion("a:b", "*") { SessionToken = "x" }, Cancel)), StringComparison.Ordinal);
    }

    private static async Task<string> MessageOf(Func<Task> call) => (await Assert.ThrowsAsync<StsSimulatorException>(call)).Message;
}
