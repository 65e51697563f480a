using System.Reflection;
using Npgsql;

namespace StsSim.Host.Cluster.Postgres;

/// <summary>Orleans's tables, and the queries by which its providers use them.</summary>
internal static class PostgresSchema
{
    // Whoever holds it makes the tables; any number will do that nobody else takes.
    private const long Lock = 0x5374_7353_696d;

    private static readonly string[] Read = ["SELECT"];
    private static readonly string[] ReadAndWrite = ["SELECT", "INSERT", "UPDATE", "DELETE"];

    // In the order in which they are made: each a table, what Orleans does to it, and the scripts that make it.
    private static readonly (string Table, string[] Privileges, string[] Scripts)[] Parts =
    [
        ("OrleansQuery", Read, ["PostgreSQL-Main.sql"]),
        ("OrleansMembershipTable", ReadAndWrite, ["PostgreSQL-Clustering.sql"]),
        ("OrleansStorage", ReadAndWrite, ["PostgreSQL-Persistence.sql", "StsSim.sql"]),
        ("OrleansRemindersTable", ReadAndWrite, ["PostgreSQL-Reminders.sql"]),
    ];

    /// <summary>Everything, for who makes the tables by hand; with Orleans's licence, as it asks for.</summary>
    public static string Script
    {
        get
        {
            IEnumerable<string> licence = ReadResource("LICENSE").TrimEnd().Split('\n').Select(line => $"-- {line}".TrimEnd());
            return $"{string.Join('\n', licence)}\n\nBEGIN;\n\n{string.Join('\n', Parts.SelectMany(part => part.Scripts).Select(ReadResource))}\nCOMMIT;\n";
        }
    }

    /// <summary>Makes the tables that are missing, all or none; of processes that start at once, one does it.</summary>
    /// <exception cref="NpgsqlException">It could not.</exception>
    public static async Task EnsureAsync(NpgsqlConnection connection)
    {
        if ((await FindMissingAsync(connection)).Count > 0)
        {
            await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync();
            await using (var wait = new NpgsqlCommand("SELECT pg_advisory_xact_lock($1)", connection, transaction) { Parameters = { new() { Value = Lock } } })
            {
                await wait.ExecuteNonQueryAsync();
            }

            HashSet<string> missing = await FindMissingAsync(connection);
            foreach (string script in Parts.Where(part => missing.Contains(part.Table)).SelectMany(part => part.Scripts))
            {
                await using var command = new NpgsqlCommand(ReadResource(script), connection, transaction);
                await command.ExecuteNonQueryAsync();
            }

            await transaction.CommitAsync();
        }
    }

    /// <summary>What Orleans needs of the tables and the connection's user may not do, e.g. <c>INSERT on OrleansStorage</c>; or <see langword="null"/>.</summary>
    public static async Task<string?> FindForbiddenAsync(NpgsqlConnection connection)
    {
        (string Table, string Privilege)[] needed = [.. Parts.SelectMany(part => part.Privileges.Select(privilege => (part.Table, privilege)))];
        await using var command = new NpgsqlCommand(
            "SELECT privilege || ' on ' || name FROM unnest($1, $2) AS needed(name, privilege) WHERE NOT has_table_privilege(to_regclass(name), privilege) LIMIT 1", connection)
        {
            Parameters = { new() { Value = needed.Select(use => use.Table).ToArray() }, new() { Value = needed.Select(use => use.Privilege).ToArray() } },
        };
        return await command.ExecuteScalarAsync() as string;
    }

    // Where the connection's search path leads, as Orleans's own queries find them. Asked of the catalogue: to_regclass would
    // answer from a cache that is as old as the transaction, and not see what was made while it waited for the lock.
    private static async Task<HashSet<string>> FindMissingAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(
            "SELECT name FROM unnest($1) AS name WHERE NOT EXISTS (SELECT FROM pg_class WHERE relname = lower(name) AND pg_table_is_visible(oid))", connection)
        {
            Parameters = { new() { Value = Parts.Select(part => part.Table).ToArray() } },
        };
        HashSet<string> missing = [];
        await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            missing.Add(reader.GetString(0));
        }

        return missing;
    }

    private static string ReadResource(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"postgres/{name}")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
