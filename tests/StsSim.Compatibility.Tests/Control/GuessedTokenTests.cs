using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using StsSim.Compatibility.Tests.Clock;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Gateway;
using StsSim.Gateway.Control;
using StsSim.Grains.Abstractions.Environment;

namespace StsSim.Compatibility.Tests.Control;

/// <summary>Guessing the admin token over HTTP.</summary>
public sealed class GuessedTokenTests : RunningSimulator
{
    private const string Token = "the-admin-token-of-these-tests";

    private readonly WoundClock _clock = new(TimeProvider.System.GetUtcNow());

    protected override void Configure(IServiceCollection services) => services
        .AddKeyedSingleton<TimeProvider>(SimulatedTime.Key, _clock)
        .AddSingleton(new GatewayOptions { AdminToken = Token });

    [Fact]
    public async Task Too_many_wrong_tokens_are_429_until_Retry_After_is_over()
    {
        for (int i = 0; i < TokenGuesses.Burst; i++)
        {
            Assert.Equal(401, (await GetAsync("/_stssim/faults", "Bearer", $"guess-{i}")).Status);
        }

        foreach (string guess in new[] { "another", Token })
        {
            (int status, string body, RetryConditionHeaderValue? retryAfter) = await GetAsync("/_stssim/faults", "Bearer", guess);
            Assert.Equal(429, status);
            Assert.Equal(TokenGuesses.Interval, retryAfter!.Delta);
            Assert.Contains("Too many wrong admin tokens", body, StringComparison.Ordinal);
        }

        Assert.Equal(401, (await GetAsync("/_stssim/faults")).Status); // who sends none is told what to send
        Assert.Equal(200, (await GetAsync("/health/ready")).Status);
        _clock.Advance(TokenGuesses.Interval);
        Assert.Equal(200, (await GetAsync("/_stssim/faults", "Bearer", Token)).Status);
        Assert.Equal(401, (await GetAsync("/_stssim/faults", "Bearer", "another")).Status);
        Assert.Equal(429, (await GetAsync("/_stssim/faults", "Bearer", "another")).Status);
        Assert.Equal(200, (await GetAsync("/_stssim/faults", "Bearer", Token)).Status);
    }

    [Fact]
    public async Task Passwords_are_guesses_where_they_are_taken_and_nothing_elsewhere()
    {
        for (int i = 0; i < 2 * TokenGuesses.Burst; i++)
        {
            Assert.Equal(401, (await GetAsync("/_stssim/faults", "Basic", Basic($"guess-{i}"))).Status);
            Assert.Equal(401, (await GetAsync("/_stssim/faults", "Digest", "x")).Status);
            Assert.Equal(401, (await GetAsync("/_stssim/faults")).Status);
        }

        for (int i = 0; i < TokenGuesses.Burst; i++)
        {
            Assert.Equal(401, (await GetAsync("/_stssim/report", "Basic", Basic($"guess-{i}"))).Status);
        }

        Assert.Equal(429, (await GetAsync("/_stssim/report", "Basic", Basic(Token))).Status);
        Assert.Equal(429, (await GetAsync("/_stssim/faults", "Bearer", Token)).Status);
    }

    private static string Basic(string password) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"me:{password}"));

    private async Task<(int Status, string Body, RetryConditionHeaderValue? RetryAfter)> GetAsync(string path, string? scheme = null, string? parameter = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Endpoint, path));
        request.Headers.Authorization = scheme is null ? null : new AuthenticationHeaderValue(scheme, parameter);
        using HttpResponseMessage response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), response.Headers.RetryAfter);
    }
}
