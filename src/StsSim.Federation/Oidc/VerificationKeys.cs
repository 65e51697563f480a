using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace StsSim.Federation.Oidc;

/// <summary>
/// Where the keys come from that tokens are verified with: the issuers in this process, the set registered with the
/// provider, or the issuer's own over HTTP, in this order.
/// </summary>
public sealed class VerificationKeys : IDisposable
{
    // Providers come and go with the tests that make them; when so many are known, the next look-up starts afresh.
    private const int MaximumProviders = 4096;

    private readonly TimeProvider _time;
    private readonly IBuiltInKeys? _builtIn;
    private readonly VerificationKeysOptions _options;
    private readonly CancellationTokenSource _stop = new();
    private readonly CancellationToken _stopped;
    private readonly ConcurrentDictionary<(string Url, string Thumbprints), ProviderKeys> _fetched = new();

    // By the text object itself: a set is parsed once, and forgotten with the registration that holds it.
    private readonly ConditionalWeakTable<string, VerificationKeySet> _parsed = [];

    /// <param name="time">The clock of the cache; the network is timed in real time.</param>
    /// <param name="builtIn">The issuers that need no HTTP.</param>
    /// <param name="options">Life times and limits.</param>
    public VerificationKeys(TimeProvider time, IBuiltInKeys? builtIn = null, VerificationKeysOptions? options = null)
    {
        _time = time;
        _builtIn = builtIn;
        _options = options ?? new VerificationKeysOptions();
        _stopped = _stop.Token;
    }

    /// <summary>Ends the fetches under way.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    internal async ValueTask<KeyLookup> FindAsync(OidcProvider provider, string? keyId, CancellationToken cancellationToken)
    {
        string? jwks = _builtIn is null ? null : await _builtIn.FindJwksAsync(provider, cancellationToken).ConfigureAwait(false);
        if ((jwks ?? provider.Jwks) is { } text)
        {
            return new KeyLookup(Parsed(text)?.Find(keyId));
        }

        return await Fetched(provider).FindAsync(keyId, _stopped, cancellationToken).ConfigureAwait(false);
    }

    private VerificationKeySet? Parsed(string jwks)
    {
        if (!_parsed.TryGetValue(jwks, out VerificationKeySet? keys) && VerificationKeySet.Parse(jwks) is { } parsed)
        {
            _parsed.AddOrUpdate(jwks, parsed);
            keys = parsed;
        }

        return keys;
    }

    private ProviderKeys Fetched(OidcProvider provider)
    {
        // Two accounts may register one issuer with different thumbprints; each gets what its own allow.
        var id = (provider.Url, string.Join(',', provider.Thumbprints));
        if (_fetched.TryGetValue(id, out ProviderKeys? keys))
        {
            return keys;
        }

        if (_fetched.Count >= MaximumProviders)
        {
            _fetched.Clear();
        }

        return _fetched.GetOrAdd(id, _ => new ProviderKeys(new KeySetClient(provider, _options), _options, _time));
    }
}
