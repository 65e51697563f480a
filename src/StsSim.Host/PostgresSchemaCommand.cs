using System.CommandLine;
using StsSim.Host.Cluster.Postgres;

namespace StsSim.Host;

/// <summary><c>postgres-schema</c>: for databases whose tables somebody else makes.</summary>
internal static class PostgresSchemaCommand
{
    public static Command Create()
    {
        var command = new Command("postgres-schema", "Print the SQL that makes the tables in PostgreSQL, for databases in which --postgres may not do it by itself.");
        command.SetAction(parsed => parsed.InvocationConfiguration.Output.Write(PostgresSchema.Script));
        return command;
    }
}
