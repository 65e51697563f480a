namespace StsSim.Grains.Abstractions.Accounts;

/// <summary>One identity as it is from now on.</summary>
/// <param name="Key">Its name; of a policy or device the ARN, of an OIDC provider the URL.</param>
/// <param name="Value"><see langword="null"/> for one that is no more.</param>
[GenerateSerializer, Immutable, Alias("stssim.EntityChange`1")]
public readonly record struct EntityChange<T>([property: Id(0)] string Key, [property: Id(1)] T? Value)
    where T : class;
