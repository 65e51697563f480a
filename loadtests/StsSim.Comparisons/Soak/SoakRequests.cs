using System.Globalization;
using StsSim.Comparisons.Load;
using StsSim.LoadTests.Clients;
using StsSim.LoadTests.Clients.Raw;

namespace StsSim.Comparisons.Soak;

/// <summary>What one connection sends of a soak, in turn; three in five are for federation tokens.</summary>
internal sealed class SoakRequests : ISentRequests
{
    // It begins with a token: whoever says who he is has a session by then.
    private static readonly SoakKind[] Mix =
    [
        SoakKind.FederationToken, SoakKind.CallerIdentity, SoakKind.FederationToken, SoakKind.FederationToken, SoakKind.AssumedRole,
        SoakKind.FederationToken, SoakKind.CallerIdentity, SoakKind.FederationToken, SoakKind.FederationToken, SoakKind.BadSignature,
        SoakKind.FederationToken, SoakKind.CallerIdentity, SoakKind.FederationToken, SoakKind.FederationToken, SoakKind.AssumedRole,
        SoakKind.FederationToken, SoakKind.CallerIdentity, SoakKind.FederationToken, SoakKind.FederationToken, SoakKind.Throttled,
    ];

    private readonly SoakProgress _soak;
    private readonly Func<ReadOnlyMemory<byte>> _sign;
    private int _turn = -1;
    private ClientCredentials? _session;

    public SoakRequests(SoakProgress soak)
    {
        _soak = soak;
        _sign = new SignedRequests(NumberedAccounts.SignedHost, SoakWorld.Caller, TimeProvider.System).SignAsSent(Request, Credentials);
    }

    private SoakKind Kind => Mix[_turn];

    public ReadOnlyMemory<byte> Next()
    {
        if (!_soak.TrySend())
        {
            return default;
        }

        _turn = (_turn + 1) % Mix.Length;
        return _sign();
    }

    public bool Accept(WireAnswer answer)
    {
        if (answer.Status != StatusOf(Kind))
        {
            return false;
        }

        if (Kind == SoakKind.FederationToken && (_session = AnswerBody.Session(answer.Body.Span)?.Credentials) is null)
        {
            return false;
        }

        _soak.Answered(Kind);
        return true;
    }

    private static int StatusOf(SoakKind kind) => kind switch
    {
        SoakKind.BadSignature => 403,
        SoakKind.Throttled => 400,
        _ => 200,
    };

    private StsRequest Request() => Kind switch
    {
        SoakKind.CallerIdentity => StsRequest.GetCallerIdentity,
        SoakKind.AssumedRole => StsRequest.AssumeRole(SoakWorld.RoleArn, $"session-{_soak.NextSession().ToString(CultureInfo.InvariantCulture)}"),
        SoakKind.FederationToken => StsRequest.GetFederationToken(FederatedUserName.Of(_soak.NextUser())),
        _ => StsRequest.GetFederationToken(FederatedUserName.Of(0)),
    };

    private ClientCredentials Credentials() => Kind switch
    {
        SoakKind.CallerIdentity => _session!,
        SoakKind.BadSignature => SoakWorld.Forger,
        SoakKind.Throttled => ThrottledAccount.Key,
        _ => SoakWorld.Caller,
    };
}
