using System.Net;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;
using StsSim.Grains;

namespace StsSim.Host.Cluster;

/// <summary>A Redis server that keeps membership, grain state and reminders.</summary>
internal sealed class RedisStore : IClusterStore
{
    private readonly ConfigurationOptions _options;

    /// <param name="connection">As StackExchange.Redis spells it, e.g. <c>localhost:6379</c> or <c>host:6379,password=…,ssl=true</c>.</param>
    /// <exception cref="StartupException">It means nothing.</exception>
    public RedisStore(string connection)
    {
        try
        {
            _options = ConfigurationOptions.Parse(connection);
        }
        catch (ArgumentException)
        {
            throw new StartupException("--redis (StsSim:Redis) takes a connection such as localhost:6379 or host:6379,password=…,ssl=true.");
        }
    }

    public bool IsShared => true;

    public bool IsOnThisMachine => _options.EndPoints.All(endpoint => endpoint switch
    {
        DnsEndPoint dns => dns.Host == "localhost",
        IPEndPoint ip => IPAddress.IsLoopback(ip.Address),
        _ => false,
    });

    // Of several it is one that a process happens to name.
    public string? NameOnThisMachine => IsOnThisMachine && _options.EndPoints is [{ } endpoint] ? $"redis-{PortOf(endpoint)}-{_options.DefaultDatabase ?? 0}" : null;

    public async Task CheckAsync()
    {
        try
        {
            await using ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(_options.Clone());
        }
        catch (RedisConnectionException e)
        {
            throw new StartupException($"Redis at {string.Join(", ", _options.EndPoints.Select(NameOf))} cannot be reached ({e.FailureType}): is it running?", e);
        }
    }

    public void AddTo(ISiloBuilder silo)
    {
        silo.UseRedisClustering(redis => redis.ConfigurationOptions = Lasting());
        silo.AddRedisGrainStorage(StorageNames.Provider, redis => redis.ConfigurationOptions = Lasting());
        silo.UseRedisReminderService(redis => redis.ConfigurationOptions = Lasting());
    }

    public void AddTo(IClientBuilder client) => client.UseRedisClustering(redis => redis.ConfigurationOptions = Lasting());

    // A Redis that is away for a while is waited for, and what is asked of it meanwhile fails at once instead of in a row.
    private ConfigurationOptions Lasting()
    {
        ConfigurationOptions options = _options.Clone();
        options.AbortOnConnectFail = false;
        options.BacklogPolicy = BacklogPolicy.FailFast;
        return options;
    }

    private int PortOf(EndPoint endpoint) => endpoint switch
    {
        DnsEndPoint { Port: > 0 } dns => dns.Port,
        IPEndPoint { Port: > 0 } ip => ip.Port,
        _ => _options.Ssl ? 6380 : 6379, // as StackExchange.Redis has it
    };

    private static string NameOf(EndPoint endpoint) => endpoint is DnsEndPoint dns ? $"{dns.Host}:{dns.Port}" : $"{endpoint}";
}
