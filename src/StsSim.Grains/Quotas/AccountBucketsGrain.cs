using StsSim.Grains.Abstractions.Gateways;
using StsSim.Grains.Abstractions.Quotas;
using StsSim.Grains.Gateways;

namespace StsSim.Grains.Quotas;

internal sealed class AccountBucketsGrain(GatewayBroadcast gateways) : Grain, IAccountBucketsGrain
{
    private const int ReadAtOnce = 50;

    public Task<AccountBuckets> Read()
    {
        string account = this.GetPrimaryKeyString();
        return ReadAsync(gateway => gateway.SettleLeases(account), IAccountBucketsGrain.Most);
    }

    public Task<AccountBuckets> Glance(int most)
    {
        string account = this.GetPrimaryKeyString();
        return ReadAsync(gateway => gateway.ListBuckets(account, most + 1), most);
    }

    private async Task<AccountBuckets> ReadAsync(Func<IGatewayObserver, Task<IReadOnlyList<string>>> list, int most)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        await gateways.ToAll(async gateway => names.UnionWith(await list(gateway)));

        var buckets = new Dictionary<string, BucketReading>();
        foreach (string[] some in names.OrderByDescending(BucketName.IsOfRegion).Take(most).Chunk(ReadAtOnce))
        {
            BucketReading?[] readings = await Task.WhenAll(some.Select(name => BucketName.LessorOf(GrainFactory, name).Read().AsTask()));
            for (int i = 0; i < some.Length; i++)
            {
                // Taken away since, with its kind.
                if (readings[i] is { } reading)
                {
                    buckets.Add(some[i], reading);
                }
            }
        }

        return new AccountBuckets(buckets, IsTruncated: names.Count > most);
    }
}
