using StsSim.LoadTests.Clients;

namespace StsSim.LoadTests.Workers;

/// <summary>What a worker is started with.</summary>
/// <param name="Host">Of its coordinator.</param>
/// <param name="Token">What it proves with that it belongs to the coordinator's run.</param>
/// <param name="Drivers">The drivers of its user's own. A coordinator only names them: a command that came over the network would be run for whoever knows the token.</param>
/// <param name="Timeout">How long a coordinator is looked for that does not answer.</param>
/// <param name="IsLocal">Whether its coordinator has started it, and says by itself what becomes of it.</param>
internal sealed record WorkerJoin(string Host, int Port, string Token, TimeSpan Timeout, IReadOnlyList<ClientKind> Drivers, bool IsLocal)
{
    // A record prints its members; the token must not be among them.
    public override string ToString() => $"{Host}:{Port}";
}
