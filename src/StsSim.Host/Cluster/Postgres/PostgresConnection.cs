using System.Globalization;
using System.Net;
using Npgsql;

namespace StsSim.Host.Cluster.Postgres;

/// <summary>Reads what <c>--postgres</c> takes.</summary>
internal static class PostgresConnection
{
    // What is asked of a database that hangs is given up before the call that asked is; what the user says comes later, and wins.
    // Silos of a cluster share the connections that a server allows, a hundred unless it is told otherwise.
    private const string Defaults = "Timeout=3;Command Timeout=5;Cancellation Timeout=1000;Maximum Pool Size=20;Application Name=StsSim;";

    private static readonly string[] UrlSchemes = ["postgres", "postgresql"];

    /// <param name="text">As Npgsql spells it, or a URL such as <c>postgres://user:password@host:5432/database</c>.</param>
    /// <exception cref="StartupException">It means nothing. The text, which may hold a password, is not repeated.</exception>
    public static NpgsqlConnectionStringBuilder Read(string text)
    {
        try
        {
            NpgsqlConnectionStringBuilder connection = Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && UrlSchemes.Contains(url.Scheme)
                ? Read(url)
                : new NpgsqlConnectionStringBuilder(Defaults + text);
            if (connection.Host is { Length: > 0 })
            {
                return connection;
            }
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException or OverflowException or KeyNotFoundException)
        {
            // Said below: the message of Npgsql's may repeat what it was given.
        }

        throw new StartupException(
            "--postgres (StsSim:Postgres) takes a connection such as Host=localhost;Database=stssim;Username=stssim;Password=… or postgres://stssim:…@localhost/stssim.");
    }

    private static NpgsqlConnectionStringBuilder Read(Uri url)
    {
        var connection = new NpgsqlConnectionStringBuilder(Defaults) { Host = url.IdnHost };
        if (!url.IsDefaultPort)
        {
            connection.Port = url.Port;
        }

        if (Uri.UnescapeDataString(url.AbsolutePath.TrimStart('/')) is { Length: > 0 } database)
        {
            connection.Database = database;
        }

        string[] user = url.UserInfo.Split(':', 2);
        if (user[0].Length > 0)
        {
            connection.Username = Uri.UnescapeDataString(user[0]);
        }

        if (user.Length > 1)
        {
            connection.Password = Uri.UnescapeDataString(user[1]);
        }

        foreach (string[] parameter in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(parameter => parameter.Split('=', 2)))
        {
            // libpq's sslmode=verify-full is Npgsql's VerifyFull.
            bool isSslMode = parameter[0].Equals("sslmode", StringComparison.OrdinalIgnoreCase);
            string value = parameter.Length > 1 ? Uri.UnescapeDataString(parameter[1]) : "";
            connection[Uri.UnescapeDataString(parameter[0])] = isSslMode ? value.Replace("-", "", StringComparison.Ordinal) : value;
        }

        return connection;
    }

    /// <summary>Where it leads, for people; never with the password.</summary>
    public static string NameOf(NpgsqlConnectionStringBuilder connection) =>
        string.Join(',', HostsOf(connection).Select(host => host.StartsWith('/') || host.Contains(':', StringComparison.Ordinal)
            ? host
            : string.Create(CultureInfo.InvariantCulture, $"{host}:{connection.Port}")));

    /// <summary>Several, where a standby can take over.</summary>
    public static string[] HostsOf(NpgsqlConnectionStringBuilder connection) =>
        connection.Host!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The port of one of its hosts, which may say one of its own: <c>host:5433</c>.</summary>
    public static int PortOf(NpgsqlConnectionStringBuilder connection, string host)
    {
        bool isAddress = host.StartsWith('/') || IPAddress.TryParse(host, out _);
        return !isAddress && int.TryParse(host.AsSpan(host.LastIndexOf(':') + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int port) && host.Contains(':', StringComparison.Ordinal)
            ? port
            : connection.Port;
    }
}
