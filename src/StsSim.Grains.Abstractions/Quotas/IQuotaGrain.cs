namespace StsSim.Grains.Abstractions.Quotas;

/// <summary>The request quota of one account in one Region. Key: <c>{account}/{region}</c>.</summary>
[Alias("stssim.IQuotaGrain")]
public interface IQuotaGrain : ITokenLessor
{
    static string KeyOf(string accountId, string region) => $"{accountId}/{region}";
}
