using System.Collections.Immutable;

namespace StsSim.Grains.Abstractions.Accounts;

/// <summary>An MFA device of a user or of the root user, or a virtual one that nobody has enabled yet.</summary>
/// <param name="SerialNumber">An ARN such as <c>arn:aws:iam::123456789012:mfa/name</c>, or a hardware serial.</param>
/// <param name="Seed">Base 32.</param>
[GenerateSerializer, Immutable, Alias("stssim.MfaDeviceDefinition")]
public sealed record MfaDeviceDefinition(
    [property: Id(0)] string SerialNumber,
    [property: Id(1)] string Seed)
{
    /// <summary>When it was given to its user.</summary>
    [Id(2)] public DateTimeOffset EnabledAt { get; init; }

    [Id(3)] public IReadOnlyDictionary<string, string> Tags { get; init; } = ImmutableDictionary<string, string>.Empty;

    public override string ToString() => $"{nameof(MfaDeviceDefinition)} {SerialNumber}";
}
