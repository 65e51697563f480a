using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Iam.Credentials;

namespace StsSim.Operations.Worlds;

/// <summary>Makes the cluster hold a world: its accounts, and the directory of who exists.</summary>
public sealed class WorldProvisioner(IGrainFactory grains)
{
    public async Task ProvisionAsync(World world)
    {
        await Task.WhenAll(world.Accounts.Select(account =>
            grains.GetGrain<IAccountGrain>(account.Account.AccountId).Provision(account.Account, account.Quotas)));
        IEnvironmentGrain environment = grains.GetGrain<IEnvironmentGrain>(IEnvironmentGrain.Key);
        await environment.SetAliases(world.Accounts
            .Where(account => account.Account.Settings.Alias is not null)
            .ToDictionary(account => account.Account.Settings.Alias!, account => account.Account.AccountId));
        await environment.SetAccounts([.. world.Accounts.Select(account => account.Account.AccountId)], KeysThatHideTheirAccount(world));
    }

    private static Dictionary<string, string> KeysThatHideTheirAccount(World world)
    {
        var owners = new Dictionary<string, string>();
        foreach (AccountDefinition account in world.Accounts.Select(account => account.Account))
        {
            foreach (AccessKeyDefinition key in account.Settings.RootAccessKeys.Concat(account.Users.SelectMany(user => user.AccessKeys)))
            {
                if (!AccessKeyId.TryDecodeAccount(key.AccessKeyId, out var encoded) || encoded.ToString() != account.AccountId)
                {
                    owners[key.AccessKeyId] = account.AccountId;
                }
            }
        }

        return owners;
    }
}
