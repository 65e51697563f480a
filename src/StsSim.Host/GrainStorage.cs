using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Storage;
using StackExchange.Redis;
using StsSim.Grains;

namespace StsSim.Host;

/// <summary>Where grains keep their state: in Redis, or in the memory of the process.</summary>
internal static class GrainStorage
{
    public static void AddGrainStorage(this ISiloBuilder silo, HostSettings settings)
    {
        // Orleans's own format: compact, fast, and readable across versions by the ids of the members.
        silo.Services.AddSingleton<IGrainStorageSerializer>(services => new OrleansGrainStorageSerializer(services.GetRequiredService<Serializer>()));
        if (settings.Redis is { } connection)
        {
            silo.AddRedisGrainStorage(StorageNames.Provider, redis => redis.ConfigurationOptions = ConfigurationOptions.Parse(connection));
        }
        else
        {
            silo.AddMemoryGrainStorage(StorageNames.Provider);
        }
    }

    /// <summary>Sees that Redis is there before anything starts.</summary>
    /// <exception cref="StartupException">It is not, or the connection means nothing.</exception>
    public static async Task CheckAsync(HostSettings settings)
    {
        if (settings.Redis is not { } connection)
        {
            return;
        }

        ConfigurationOptions options;
        try
        {
            options = ConfigurationOptions.Parse(connection);
        }
        catch (ArgumentException)
        {
            throw new StartupException("--redis (StsSim:Redis) takes a connection such as localhost:6379 or host:6379,password=…,ssl=true.");
        }

        try
        {
            await using ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(options);
        }
        catch (RedisConnectionException e)
        {
            throw new StartupException($"Redis at {string.Join(", ", options.EndPoints.Select(NameOf))} cannot be reached ({e.FailureType}): is it running?", e);
        }
    }

    private static string NameOf(EndPoint endpoint) => endpoint is DnsEndPoint dns ? $"{dns.Host}:{dns.Port}" : $"{endpoint}";
}
