using StsSim.Grains.Abstractions.Environment;
using StsSim.Iam.Identities;
using StsSim.Operations.Observation;

namespace StsSim.Operations.Accounts;

/// <summary>
/// Account aliases, each of which one account has in all the world. An alias is taken before the account holds it and
/// released once it does not any more, so that two never hold the same.
/// </summary>
public sealed class AliasRegistry(IGrainFactory grains, StsInstruments instruments)
{
    /// <summary>Takes an alias, which the account may have already.</summary>
    /// <returns>What <see cref="ReleaseAsync"/> wants to see; <see langword="null"/> where another account has it.</returns>
    public async ValueTask<long?> TakeAsync(string alias, AccountId account) => await Grain().TakeAlias(alias, account.ToString());

    /// <summary>Frees an alias, unless the account has taken it again since.</summary>
    public async ValueTask ReleaseAsync(string alias, long ticket) => await Grain().ReleaseAlias(alias, ticket);

    private IEnvironmentGrain Grain()
    {
        instruments.CountGrainCall("alias");
        return grains.GetGrain<IEnvironmentGrain>(IEnvironmentGrain.Key);
    }
}
