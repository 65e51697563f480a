using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Configuration;
using Orleans.Serialization;
using StsSim.Grains;

namespace StsSim.Host.Cluster.Postgres;

/// <summary>A PostgreSQL database that keeps membership, grain state and reminders.</summary>
internal sealed class PostgresStore : IClusterStore
{
    // By which Orleans knows Npgsql's factory.
    private const string Invariant = "Npgsql";

    private readonly NpgsqlConnectionStringBuilder _connection;

    /// <param name="connection">As <see cref="PostgresConnection"/> reads it.</param>
    /// <exception cref="StartupException">It means nothing.</exception>
    public PostgresStore(string connection) => _connection = PostgresConnection.Read(connection);

    public bool IsShared => true;

    public bool IsOnThisMachine => PostgresConnection.HostsOf(_connection).All(IsLocal);

    // Of several it is one that a process happens to name.
    public string? NameOnThisMachine =>
        IsOnThisMachine && PostgresConnection.HostsOf(_connection) is [string host] ? $"postgres-{PostgresConnection.PortOf(_connection, host)}-{_connection.Database ?? _connection.Username}" : null;

    private string Name => PostgresConnection.NameOf(_connection);

    /// <summary>Also creates the tables, where they are missing.</summary>
    /// <exception cref="StartupException">It cannot be used.</exception>
    public async Task CheckAsync()
    {
        try
        {
            await using NpgsqlDataSource database = NpgsqlDataSource.Create(_connection);
            await using NpgsqlConnection connection = await database.OpenConnectionAsync();
            await PostgresSchema.EnsureAsync(connection);
            if (await PostgresSchema.FindForbiddenAsync(connection) is { } forbidden)
            {
                throw new StartupException(Forbidden(forbidden));
            }
        }
        catch (Exception e) when (e is NpgsqlException or SocketException or TimeoutException)
        {
            throw new StartupException(Sentence(e), e);
        }
    }

    public void AddTo(ISiloBuilder silo)
    {
        silo.UseAdoNetClustering(membership => (membership.Invariant, membership.ConnectionString) = (Invariant, _connection.ConnectionString));
        silo.AddAdoNetGrainStorage(StorageNames.Provider, (AdoNetGrainStorageOptions storage) =>
        {
            (storage.Invariant, storage.ConnectionString) = (Invariant, _connection.ConnectionString);
            storage.DeleteStateOnClear = true; // leases and experiments come and go, and would leave a row each
        });
        silo.UseAdoNetReminderService(reminders => (reminders.Invariant, reminders.ConnectionString) = (Invariant, _connection.ConnectionString));
        LetFailuresTravel(silo.Services);
    }

    public void AddTo(IClientBuilder client)
    {
        client.UseAdoNetClustering(membership => (membership.Invariant, membership.ConnectionString) = (Invariant, _connection.ConnectionString));
        LetFailuresTravel(client.Services);
    }

    // Orleans's storage passes on what Npgsql throws, as the cause of what it throws itself; a silo that could not send that to
    // a gateway would seem to have a bug instead of a database that is away.
    private static void LetFailuresTravel(IServiceCollection services) =>
        services.Configure<ExceptionSerializationOptions>(exceptions => exceptions.SupportedNamespacePrefixes.Add(nameof(Npgsql)));

    private string Sentence(Exception exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification } =>
            $"PostgreSQL at {Name} does not let user '{_connection.Username}' in: are name and password right?",
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } =>
            $"PostgreSQL at {Name} has no database '{_connection.Database ?? _connection.Username}': create it, e.g. with createdb.",
        PostgresException { SqlState: PostgresErrorCodes.InsufficientPrivilege } e => Forbidden(e.MessageText),
        PostgresException e => $"PostgreSQL at {Name} cannot be used: {e.MessageText} ({e.SqlState}).",
        NpgsqlException { InnerException: null } e => $"PostgreSQL at {Name} cannot be used: {e.Message.TrimEnd('.')}.",
        _ => $"PostgreSQL at {Name} cannot be reached ({Reason(exception.GetBaseException())}): is it running?",
    };

    private string Forbidden(string what) =>
        $"PostgreSQL at {Name} does not let user '{_connection.Username}' do what is needed ({what}): grant it that, or have the tables made with what 'postgres-schema' prints.";

    private static string Reason(Exception exception) => exception is SocketException socket ? $"{socket.SocketErrorCode}" : exception.GetType().Name;

    private static bool IsLocal(string host)
    {
        string name = host.Split(':')[0];
        return host.StartsWith('/') || name == "localhost" || (IPAddress.TryParse(host, out IPAddress? address) || IPAddress.TryParse(name, out address)) && IPAddress.IsLoopback(address);
    }
}
