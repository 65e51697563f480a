using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StsSim.Compatibility.Tests.Simulators;
using StsSim.Compatibility.Tests.Wire;

namespace StsSim.Compatibility.Tests.Hostile;

[CollectionDefinition(nameof(HostileInput))]
public sealed class HostileInput : ICollectionFixture<HostileSimulator>;

/// <summary>
/// A simulator under bad requests. After each it has to serve a good one, and whatever it logged on the way must hold
/// nothing that was signed with.
/// </summary>
public sealed class HostileSimulator : RunningSimulator
{
    private readonly LogCapture _log = new();
    private readonly ConcurrentBag<string> _secrets = [];

    public IReadOnlyCollection<string> Logged => _log.Lines;

    /// <summary>Sends what must be refused with exactly these words, and a good request after it.</summary>
    public async Task RefusesAsync(StsRequest request, int status, string code, string? message)
    {
        WireAnswer answer = await SendNotedAsync(request);
        answer.IsRefusal(status, code, message);
        await ServesAsync();
    }

    public async Task<WireAnswer> SendNotedAsync(StsRequest request)
    {
        Note(request);
        return await SendAsync(request);
    }

    /// <summary>Remembers what must not be logged.</summary>
    public void Note(StsRequest request)
    {
        if (request.Key is { } key)
        {
            _secrets.Add(key.SecretAccessKey);
            _secrets.Add(request.Authorization(Endpoint.Authority)[^64..]); // the signature
            if (key.SessionToken?.Length > 20)
            {
                _secrets.Add(key.SessionToken);
            }
        }
    }

    /// <summary>Still serves a good request.</summary>
    public async Task ServesAsync() =>
        (await SendNotedAsync(StsRequest.Of(TestWorld.Alice, "GetFederationToken", "Name=Good"))).IsSuccessOf("GetFederationToken");

    public async Task<ClientKey> SessionAsync(string name = "Bob")
    {
        ClientKey session = (await SendNotedAsync(StsRequest.Of(TestWorld.Alice, "GetFederationToken", $"Name={name}"))).Credentials();
        _secrets.Add(session.SecretAccessKey);
        _secrets.Add(session.SessionToken!);
        return session;
    }

    /// <summary>Nothing that was signed with stands in the log.</summary>
    public void LoggedNoSecret()
    {
        string[] secrets = [.. _secrets.Distinct()];
        Assert.All(_log.Lines, line => Assert.DoesNotContain(secrets, secret => line.Contains(secret, StringComparison.Ordinal)));
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        LoggedNoSecret();
    }

    // All the simulator has to say, and of the libraries below it what they say by default.
    protected override void Configure(IServiceCollection services) => services.AddLogging(logging => logging
        .AddProvider(_log)
        .SetMinimumLevel(LogLevel.Warning)
        .AddFilter("StsSim", LogLevel.Trace));
}
