using System.Collections.Concurrent;

namespace StsSim.Protocol.SigV4;

/// <summary>
/// Signing keys by what they are derived from. Two generations bound the memory: when the young one is full it becomes
/// the old one, and a key still in use is carried over at its next look-up.
/// </summary>
public sealed class SigningKeyCache(int generationSize = 8192)
{
    private ConcurrentDictionary<Id, SigningKey> _young = new();
    private ConcurrentDictionary<Id, SigningKey> _old = new();

    // The secret is part of the identity, so a key id that changes hands never meets its predecessor's signing key.
    public SigningKey Get(string secretAccessKey, string date, string region, string service)
    {
        var id = new Id(secretAccessKey, date, region, service);
        ConcurrentDictionary<Id, SigningKey> young = _young;
        if (young.TryGetValue(id, out SigningKey? key))
        {
            return key;
        }

        if (!_old.TryGetValue(id, out key))
        {
            key = SigningKey.Derive(secretAccessKey, date, region, service);
        }

        if (young.Count >= generationSize && Interlocked.CompareExchange(ref _young, new(), young) == young)
        {
            _old = young;
        }

        _young.TryAdd(id, key);
        return key;
    }

    private readonly record struct Id(string Secret, string Date, string Region, string Service)
    {
        public override string ToString() => $"{Date}/{Region}/{Service}"; // the secret stays out of logs
    }
}
