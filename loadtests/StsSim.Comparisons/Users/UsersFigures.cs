using StsSim.Comparisons.Load;
using StsSim.Comparisons.Servers;

namespace StsSim.Comparisons.Users;

/// <summary>What a measurement of many users has found.</summary>
/// <param name="Asked">How many different users a session was issued to.</param>
/// <param name="Known">How many sessions the ledgers said were active when each user had been asked for once.</param>
/// <param name="Unknown">Of some users, looked up one by one, how many their ledgers know no session of.</param>
/// <param name="ActiveAtEnd">How many sessions were active after the last turn.</param>
/// <param name="Newcomers">What it cost to ask for each user once.</param>
/// <param name="Few">The turns of few users.</param>
/// <param name="Many">The turns of many users, each after the one of few.</param>
/// <param name="Before">Warm, and before any of the many users.</param>
/// <param name="During">With one session of each user.</param>
/// <param name="AtEnd">After the last turn, when some users have several sessions.</param>
/// <param name="MostResident">Bytes: the most that a turn or the first round ended with.</param>
/// <param name="After">Once all sessions have expired.</param>
internal sealed record UsersFigures(
    int Asked,
    long Known,
    int Unknown,
    long ActiveAtEnd,
    ServerCost Newcomers,
    IReadOnlyList<ServerCost> Few,
    IReadOnlyList<ServerCost> Many,
    SettledMemory Before,
    SettledMemory During,
    SettledMemory AtEnd,
    long MostResident,
    SettledMemory After)
{
    private const double GigaByte = 1e9;
    private const double MostMemory = 1; // GB
    private const double LeastThroughput = 0.7;

    // Not nothing: of tables and pools the runtime keeps what it has grown to.
    private const double MostLeft = 0.1;

    /// <summary>Of turns that followed each other: the throughput of many users to that of few.</summary>
    public double Throughput => Median.Of(Many.Zip(Few, (many, few) => many.RequestsPerSecond / few.RequestsPerSecond));

    /// <summary>Of turns that followed each other: the CPU of a request of many users to that of few.</summary>
    public double ProcessorTime => Median.Of(Many.Zip(Few, (many, few) => many.ProcessorMicroseconds / few.ProcessorMicroseconds));

    /// <summary>The share of the heap that sessions have added and that is still there after their end.</summary>
    public double Left => (double)(After.Heap - Before.Heap) / Math.Max(1, Math.Max(During.Heap, AtEnd.Heap) - Before.Heap);

    /// <param name="users">How many users there are.</param>
    public IEnumerable<Budget> BudgetsOf(int users) =>
    [
        new("users asked for", Asked, Least: users),
        new("sessions that the ledgers said were active when each user had been asked for once", Known, Least: users, Most: users),
        new("users, of those looked up, whose ledger knows no session", Unknown, Most: 0),
        new("sessions active after the last turn", ActiveAtEnd, Least: users),
        new("resident memory in GB", MostResident / GigaByte, Most: MostMemory),
        new("throughput to that of 1,000 users", Throughput, Least: LeastThroughput),
        new("share of the added heap that is left after all sessions have expired", Left, Most: MostLeft),
    ];
}
