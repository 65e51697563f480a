using System.Globalization;

namespace StsSim.Host;

/// <summary>How many files this process may have open, of which each connection is one. Beyond that the runtime ends it.</summary>
internal static class OpenFiles
{
    // Assemblies, the silo's own connections, the store's, what the runtime waits by.
    private const int Reserve = 512;

    /// <summary>The highest limit of connections that there is room for: there may be twice as many before all are closed at once.</summary>
    public static int MostConnections => Limit is { } limit ? (int)Math.Clamp((limit - Reserve) / 2, 32, int.MaxValue / 2) : int.MaxValue / 2;

    // The runtime has raised the soft limit to the hard one when it started. Systems without /proc have none worth the name.
    private static long? Limit
    {
        get
        {
            const string Limits = "/proc/self/limits";
            if (!File.Exists(Limits))
            {
                return null;
            }

            string? line = File.ReadLines(Limits).FirstOrDefault(line => line.StartsWith("Max open files", StringComparison.Ordinal));
            string[] columns = line?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
            return columns.Length > 3 && long.TryParse(columns[3], NumberStyles.None, CultureInfo.InvariantCulture, out long limit) ? limit : null;
        }
    }
}
