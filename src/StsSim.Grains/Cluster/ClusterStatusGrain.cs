using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Cluster;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Gateways;

namespace StsSim.Grains.Cluster;

internal sealed class ClusterStatusGrain(IClusterMembershipService membership, GatewayBroadcast gateways) : Grain, IClusterStatusGrain
{
    public async Task<ClusterStatus> Read(string? accountId)
    {
        EnvironmentSnapshot environment = await GrainFactory.GetGrain<IEnvironmentGrain>(IEnvironmentGrain.Key).GetSnapshot();

        // Anybody's account id: one that is not there must not be activated for the asking.
        AccountSnapshot? account = accountId is not null && environment.AccountIds.Contains(accountId)
            ? await GrainFactory.GetGrain<IAccountGrain>(accountId).GetSnapshot()
            : null;
        var answers = new List<GatewayStatus>();
        await gateways.ToAll(async gateway => answers.Add(await gateway.Describe(accountId)));
        return new ClusterStatus(
            environment.Version,
            account?.Version,
            [.. environment.KeyRing.Select(key => new SealingKeyStatus(key.KeyId, key.CreatedAt, key.RetiredAt))],
            [.. answers.OrderBy(gateway => gateway.Name, StringComparer.Ordinal)],
            [.. membership.CurrentSnapshot.Members.Values
                .Select(member => new MemberStatus(member.SiloAddress.ToParsableString(), member.Name, member.Status.ToString()))
                .OrderBy(member => member.Address, StringComparer.Ordinal)]);
    }
}
