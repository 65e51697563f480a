namespace StsSim.Grains.Abstractions.Quotas;

/// <summary>A bucket of an account: of a Region, of an operation in it, of a principal or of a source. Key: its <see cref="BucketName"/>.</summary>
[Alias("stssim.IQuotaGrain")]
public interface IQuotaGrain : ITokenLessor;
