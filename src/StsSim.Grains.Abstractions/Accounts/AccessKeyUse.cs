namespace StsSim.Grains.Abstractions.Accounts;

/// <summary>One use of a long-term access key, or of a role by one of its sessions.</summary>
/// <param name="Service"><c>sts</c> or <c>iam</c>.</param>
/// <param name="Region">Of the credential scope.</param>
[GenerateSerializer, Immutable, Alias("stssim.AccessKeyUse")]
public sealed record AccessKeyUse(
    [property: Id(0)] DateTimeOffset At,
    [property: Id(1)] string Service,
    [property: Id(2)] string Region);
