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

    /// <summary>By how many steps of its codes the device's clock was ahead when it was last synchronized; negative where it lags.</summary>
    [Id(4)] public int ClockDrift { get; init; }

    public override string ToString() => $"{nameof(MfaDeviceDefinition)} {SerialNumber}";
}
