using Npgsql;
using StsSim.Compatibility.Tests.Hosting;

namespace StsSim.Compatibility.Tests.Durability;

/// <summary>A start with <c>--postgres</c>: it makes the tables, or says in one sentence what is missing, and never the password.</summary>
public sealed class PostgresStartTests
{
    private const string Stranger = "stranger";

    [Theory]
    [InlineData("no connection at all")]
    [InlineData("Host=127.0.0.1;Password=a-password-of-tests;Colour=blue")]
    [InlineData("Host=127.0.0.1;Password=a-password-of-tests;Port=many")]
    [InlineData("Database=stssim;Password=a-password-of-tests")]
    [InlineData("postgres://stssim:a-password-of-tests@127.0.0.1/stssim?colour=blue")]
    [InlineData("")]
    public async Task What_is_no_connection(string connection) =>
        Assert.Contains("--postgres (StsSim:Postgres) takes a connection such as", await SentenceAsync("--postgres", connection), StringComparison.Ordinal);

    [Fact]
    public async Task Two_stores() =>
        Assert.Contains("give one of them", await SentenceAsync("--postgres", "Host=127.0.0.1", "--redis", "127.0.0.1:6379"), StringComparison.Ordinal);

    [Theory]
    [InlineData("silo")]
    [InlineData("gateway")]
    public async Task A_part_of_a_cluster_without_a_store(string role) =>
        Assert.Contains("name it by --redis or --postgres", await SentenceAsync("--role", role), StringComparison.Ordinal);

    [Fact]
    public async Task A_server_that_is_not_there() => Assert.Contains(
        "PostgreSQL at 127.0.0.1:1 cannot be reached (ConnectionRefused)",
        await SentenceAsync("--postgres", $"Host=127.0.0.1;Port=1;Username=stssim;Password={PostgresServer.Password}"), StringComparison.Ordinal);

    [Fact]
    public async Task A_server_that_does_not_let_it_in()
    {
        await using PostgresServer server = await PostgresServer.StartAsync();
        string wrong = server.ConnectionOf("stssim", password: $"not-{PostgresServer.Password}");
        Assert.Contains("does not let user 'stssim' in", await SentenceAsync("--postgres", wrong), StringComparison.Ordinal);
        Assert.Contains("does not let user 'nobody' in", await SentenceAsync("--postgres", server.ConnectionOf("nobody")), StringComparison.Ordinal);
        Assert.Contains("has no database 'nowhere'", await SentenceAsync("--postgres", server.ConnectionOf("stssim", database: "nowhere")), StringComparison.Ordinal);
    }

    // As where a database administrator makes tables, and programs use them.
    [Fact]
    public async Task A_user_who_may_not_make_tables_uses_those_that_were_made()
    {
        await using PostgresServer server = await PostgresServer.StartAsync();
        await server.RunAsync($"CREATE ROLE {Stranger} LOGIN PASSWORD '{PostgresServer.Password}'; REVOKE CREATE ON SCHEMA public FROM PUBLIC");
        Assert.Contains("permission denied for schema public", await SentenceAsync("--postgres", server.ConnectionOf(Stranger)), StringComparison.Ordinal);

        await using HostProcess script = HostProcess.Start("postgres-schema");
        Assert.Equal(0, await script.ExitAsync());
        await server.RunAsync(script.Output);
        Assert.Contains("(SELECT on OrleansQuery)", await SentenceAsync("--postgres", server.ConnectionOf(Stranger)), StringComparison.Ordinal);
        await server.RunAsync($"GRANT SELECT ON OrleansQuery TO {Stranger}; GRANT SELECT ON OrleansMembershipTable, OrleansStorage, OrleansRemindersTable TO {Stranger}");
        Assert.Contains("(INSERT on OrleansMembershipTable)", await SentenceAsync("--postgres", server.ConnectionOf(Stranger)), StringComparison.Ordinal);

        await server.RunAsync($"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {Stranger}");
        await using HostProcess host = HostProcess.Start("--postgres", server.ConnectionOf(Stranger));
        await host.ReadyAsync();
    }

    [Fact]
    public async Task Of_several_that_start_at_once_one_makes_the_tables()
    {
        await using PostgresServer server = await PostgresServer.StartAsync();
        HostProcess[] hosts = [.. Enumerable.Range(0, 3).Select(_ => HostProcess.Start("--postgres", server.Url))];
        try
        {
            await Task.WhenAll(hosts.Select(host => host.ReadyAsync()));
        }
        finally
        {
            foreach (HostProcess host in hosts)
            {
                await host.DisposeAsync();
            }
        }
    }

    // Two silos that both think a grain is theirs, and that it has no state yet.
    [Fact]
    public async Task Of_two_who_store_a_state_for_the_first_time_at_once_one_is_refused()
    {
        await using PostgresServer server = await PostgresServer.StartAsync();
        await using HostProcess script = HostProcess.Start("postgres-schema");
        Assert.Equal(0, await script.ExitAsync());
        await server.RunAsync(script.Output);

        const string Write = "SELECT writetostorage(1, 2, 3, 4, 'grain', NULL, 'stssim', NULL, '\\x00')";
        await using var first = new NpgsqlConnection(server.Connection);
        await first.OpenAsync(TestContext.Current.CancellationToken);
        await using NpgsqlTransaction open = await first.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await using var write = new NpgsqlCommand(Write, first, open);
        await write.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        Task second = server.RunAsync(Write);
        await using var waiting = new NpgsqlCommand("SELECT count(*) FROM pg_locks WHERE NOT granted", first, open);
        while (!second.IsCompleted && await waiting.ExecuteScalarAsync(TestContext.Current.CancellationToken) is 0L)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
        }

        await open.CommitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(PostgresErrorCodes.UniqueViolation, (await Assert.ThrowsAsync<PostgresException>(() => second)).SqlState);
        await using var count = new NpgsqlCommand("SELECT count(*) FROM OrleansStorage", first);
        Assert.Equal(1L, await count.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<string> SentenceAsync(params string[] arguments)
    {
        await using HostProcess host = HostProcess.Start(arguments);
        string sentence = await host.FailsAsync();
        Assert.DoesNotContain(PostgresServer.Password, sentence, StringComparison.Ordinal);
        return sentence;
    }
}
