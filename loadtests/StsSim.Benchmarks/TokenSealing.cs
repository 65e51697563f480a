using BenchmarkDotNet.Attributes;
using StsSim.Iam.Credentials;

namespace StsSim.Benchmarks;

/// <summary>What a session token costs: to seal a session into one, to open it again, and to refuse one that was tampered with.</summary>
[MemoryDiagnoser]
public class TokenSealing : IDisposable
{
    private readonly SessionTokenSealer _sealer = SampleSession.NewSealer();
    private readonly byte[] _sealed = new byte[SessionTokenSealer.MaximumLength(SampleSession.Claims)];
    private readonly string _token;
    private readonly string _forged;

    public TokenSealing()
    {
        _token = _sealer.Seal(SampleSession.Claims);
        int middle = _token.Length / 2;
        _forged = $"{_token[..middle]}{(_token[middle] == 'A' ? 'B' : 'A')}{_token[(middle + 1)..]}";
    }

    [Benchmark(Baseline = true)]
    public int Seal() => _sealer.Seal(SampleSession.Claims, _sealed);

    [Benchmark]
    public SessionClaims? Open() => _sealer.Open(_token);

    [Benchmark]
    public SessionClaims? RefuseForged() => _sealer.Open(_forged);

    [GlobalSetup]
    public void CheckSessions()
    {
        Check(_sealer.Open(System.Text.Encoding.ASCII.GetString(_sealed, 0, Seal())));
        Check(Open());
        if (RefuseForged() is not null)
        {
            throw new InvalidOperationException("A forged token was opened.");
        }

        static void Check(SessionClaims? opened)
        {
            SessionClaims claims = SampleSession.Claims;
            if (opened is null
                || !opened.Tags.SequenceEqual(claims.Tags)
                || opened with { Tags = claims.Tags, PolicyArns = claims.PolicyArns, TransitiveTagKeys = claims.TransitiveTagKeys, FederatedContext = claims.FederatedContext } != claims)
            {
                throw new InvalidOperationException("The token holds another session.");
            }
        }
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _sealer.Dispose();
        GC.SuppressFinalize(this);
    }
}
