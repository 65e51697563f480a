using StsSim.Grains.Abstractions.Quotas;
using StsSim.Grains.Gateways;

namespace StsSim.Grains.Quotas;

internal sealed class AccountBucketsGrain(GatewayBroadcast gateways) : Grain, IAccountBucketsGrain
{
    private const int ReadAtOnce = 50;

    public async Task<AccountBuckets> Read()
    {
        string account = this.GetPrimaryKeyString();
        var names = new SortedSet<string>(StringComparer.Ordinal);
        await gateways.ToAll(async gateway => names.UnionWith(await gateway.SettleLeases(account)));

        var buckets = new Dictionary<string, BucketReading>();
        foreach (string[] some in names.Take(IAccountBucketsGrain.Most).Chunk(ReadAtOnce))
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

        return new AccountBuckets(buckets, IsTruncated: names.Count > IAccountBucketsGrain.Most);
    }
}
