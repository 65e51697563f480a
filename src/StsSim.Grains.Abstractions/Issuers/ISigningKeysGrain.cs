using Orleans.Concurrency;

namespace StsSim.Grains.Abstractions.Issuers;

/// <summary>
/// The signing keys of one issuer of tokens or assertions, so that all gateways sign with the same. Key: the issuer's
/// name. What the keys are, only their issuer knows.
/// </summary>
[Alias("stssim.ISigningKeysGrain")]
public interface ISigningKeysGrain : IGrainWithStringKey
{
    /// <summary>The keys, or <see langword="null"/> before anybody made any.</summary>
    [AlwaysInterleave, Alias("Get")]
    ValueTask<byte[]?> Get();

    /// <summary>Keeps <paramref name="proposed"/> unless there are keys already; returns those that count.</summary>
    [Alias("Keep")]
    Task<byte[]> Keep(byte[] proposed);
}
