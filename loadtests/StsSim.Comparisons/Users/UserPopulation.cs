using StsSim.Comparisons.Load;
using StsSim.Comparisons.Servers;

namespace StsSim.Comparisons.Users;

/// <summary>So many federated users of an account of a simulator, and the connections that ask for them, each for its share.</summary>
internal sealed class UserPopulation
{
    private readonly MeasuredServer _server;
    private readonly AskedUsers _asked;
    private readonly UserRange[] _ranges;
    private readonly WalkedUsers[] _connections;

    /// <param name="account">By its number, see <see cref="NumberedAccounts"/>.</param>
    public UserPopulation(MeasuredServer server, int account, int users, int connections)
    {
        var requests = new SignedRequests(NumberedAccounts.SignedHost, NumberedAccounts.KeyOf(account), TimeProvider.System);
        _server = server;
        _asked = new AskedUsers(users);
        _ranges = [.. Enumerable.Range(0, connections).Select(connection => UserRange.Of(users, connection, connections))];
        _connections = [.. _ranges.Select((range, connection) => new WalkedUsers(new UserWalk(range, seed: connection), requests, _asked))];
    }

    /// <summary>How many different users a session was issued to.</summary>
    public int Asked => _asked.Count;

    /// <summary>Asks for each user once.</summary>
    /// <param name="progress">Told every second how many were issued a session so far.</param>
    public Task<ServerCost> AskForEachAsync(Action<long> progress) =>
        ReplayedLoad.RunThroughAsync(_server, [.. _connections.Select((all, connection) => new FirstRequests(all, _ranges[connection].Count))], progress);

    /// <summary>Asks on; once each user has been asked for, for any of them.</summary>
    public Task<ServerCost> AskAsync(TimeSpan duration) => ReplayedLoad.RunAsync(_server, _connections, duration);
}
