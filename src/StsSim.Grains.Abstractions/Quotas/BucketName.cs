using StsSim.Grains.Abstractions.Ledgers;

namespace StsSim.Grains.Abstractions.Quotas;

/// <summary>
/// What buckets are called wherever somebody reads it: <c>{account}/{region}</c>, <c>{account}/{region}/{Operation}</c>,
/// <c>{account}/federated-user/{name}</c>, <c>{account}/principal/{unique id}</c>, <c>{account}/source/{address}</c>.
/// None is taken for another: the name of a Region ends in a digit.
/// </summary>
public static class BucketName
{
    private const string FederatedUser = "federated-user";
    private const string Principal = "principal";
    private const string Source = "source";

    /// <param name="operation"><see langword="null"/> for the bucket that operations share.</param>
    public static string OfRegion(string accountId, string region, string? operation) =>
        operation is null ? $"{accountId}/{region}" : $"{accountId}/{region}/{operation}";

    /// <summary>Whether it is that of a Region, or of an operation in one: of those there are few.</summary>
    public static bool IsOfRegion(string bucket) => bucket.Split('/') is not [_, FederatedUser or Principal or Source, _];

    public static string OfFederatedUser(string accountId, string name) => $"{accountId}/{FederatedUser}/{name}";

    /// <param name="uniqueId">Of an IAM user or role; a root user's is the id of its account.</param>
    public static string OfPrincipal(string accountId, string uniqueId) => $"{accountId}/{Principal}/{uniqueId}";

    public static string OfSource(string accountId, string address) => $"{accountId}/{Source}/{address}";

    /// <summary>What a bucket is one of: <c>region</c>, <c>operation</c>, <c>federated-user</c>, <c>principal</c> or <c>source</c>.</summary>
    public static string KindOf(string bucket)
    {
        ReadOnlySpan<char> rest = bucket.AsSpan(bucket.IndexOf('/') + 1);
        int slash = rest.IndexOf('/');
        return slash < 0 ? "region" : rest[..slash] switch
        {
            FederatedUser => FederatedUser,
            Principal => Principal,
            Source => Source,
            _ => "operation",
        };
    }

    /// <summary>Who leases the tokens of a bucket: a federated user's own grain, for the others a quota grain.</summary>
    public static ITokenLessor LessorOf(IGrainFactory grains, string bucket)
    {
        string[] parts = bucket.Split('/');
        return parts is [string account, FederatedUser, string name]
            ? grains.GetGrain<IFederatedUserGrain>(ISessionHolderGrain.KeyOf(account, name))
            : grains.GetGrain<IQuotaGrain>(bucket);
    }

    /// <summary>The limits of a bucket, or <see langword="null"/> where the account has no such bucket.</summary>
    public static QuotaLimits? LimitsOf(string bucket, AccountQuotas quotas) => bucket.Split('/') switch
    {
        [_, FederatedUser, _] => quotas.PerFederatedUser,
        [_, Principal, _] => quotas.PerPrincipal,
        [_, Source, _] => quotas.PerSource,
        [_, _, string operation] => quotas.LimitsOf(operation),
        _ => quotas.Default,
    };
}
