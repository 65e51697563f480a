using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using StsSim.Federation.Oidc;
using StsSim.Federation.Saml;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Issuers;
using StsSim.Iam.Identities;
using StsSim.Operations.Observation;

namespace StsSim.Operations.IdentityProviders;

/// <summary>
/// The signing keys of the simulator's own issuers, the same on every gateway. Made when first needed, for an RSA key
/// takes its time; after that no grain is asked.
/// </summary>
public sealed class BuiltInIssuers(
    IGrainFactory grains, StsInstruments instruments, [FromKeyedServices(SimulatedTime.Key)] TimeProvider time) : IBuiltInKeys
{
    private readonly ConcurrentDictionary<string, Task<SigningKeys>> _tokenKeys = new();
    private readonly Lock _lock = new();
    private Task<BuiltInSamlProvider>? _saml;

    /// <summary>Keys of the built-in OIDC issuer.</summary>
    public ValueTask<SigningKeys> OidcKeysAsync() => TokenKeysAsync("oidc");

    /// <summary>Keys behind an account's outbound web identity tokens.</summary>
    public ValueTask<SigningKeys> OutboundKeysAsync(AccountId account) => TokenKeysAsync($"outbound/{account}");

    public ValueTask<BuiltInSamlProvider> SamlAsync()
    {
        lock (_lock)
        {
            if (_saml is null or { IsFaulted: true })
            {
                _saml = LoadSamlAsync();
            }

            return new ValueTask<BuiltInSamlProvider>(_saml);
        }
    }

    public async ValueTask<string?> FindJwksAsync(OidcProvider provider, CancellationToken cancellationToken) =>
        provider.Url == BuiltInOidcIssuer.Url ? (await OidcKeysAsync()).Jwks : null;

    private async ValueTask<SigningKeys> TokenKeysAsync(string issuer)
    {
        Task<SigningKeys> keys = _tokenKeys.GetOrAdd(issuer, LoadTokenKeysAsync);
        try
        {
            return await keys;
        }
        catch
        {
            _tokenKeys.TryRemove(new(issuer, keys)); // the cluster did not answer; the next request asks again
            throw;
        }
    }

    private async Task<SigningKeys> LoadTokenKeysAsync(string issuer)
    {
        ISigningKeysGrain grain = GrainOf(issuer);
        byte[] kept = await grain.Get() ?? await grain.Keep(SigningKeys.Create().Export());
        return SigningKeys.Import(kept);
    }

    private async Task<BuiltInSamlProvider> LoadSamlAsync()
    {
        ISigningKeysGrain grain = GrainOf("saml");
        byte[] kept = await grain.Get() ?? await grain.Keep(SamlSigningKey.Create(time.GetUtcNow()).Export());
        return new BuiltInSamlProvider(SamlSigningKey.Import(kept));
    }

    private ISigningKeysGrain GrainOf(string issuer)
    {
        instruments.CountGrainCall("keys");
        return grains.GetGrain<ISigningKeysGrain>(issuer);
    }
}
