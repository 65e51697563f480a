using StsSim.Comparisons.Load;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Clients.Raw;

namespace StsSim.Comparisons.Users;

/// <summary>
/// One connection's requests for federation tokens of the users of its range. Each is signed when it is sent: a million of
/// them are never in memory together.
/// </summary>
internal sealed class WalkedUsers : ISentRequests
{
    private readonly AskedUsers _asked;
    private readonly Func<ReadOnlyMemory<byte>> _sign;
    private int _user;

    public WalkedUsers(UserWalk walk, SignedRequests requests, AskedUsers asked)
    {
        _asked = asked;
        _sign = requests.SignAsSent(() => StsRequest.GetFederationToken(FederatedUserName.Of(_user = walk.Next())));
    }

    public ReadOnlyMemory<byte> Next() => _sign();

    public bool Accept(WireAnswer answer)
    {
        if (answer.Status != 200)
        {
            return false;
        }

        _asked.Mark(_user);
        return true;
    }
}
