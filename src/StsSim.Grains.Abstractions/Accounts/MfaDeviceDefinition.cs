namespace StsSim.Grains.Abstractions.Accounts;

/// <summary>A virtual MFA device of a user or of the root user.</summary>
/// <param name="SerialNumber">An ARN such as <c>arn:aws:iam::123456789012:mfa/name</c>, or a hardware serial.</param>
/// <param name="Seed">Base 32.</param>
[GenerateSerializer, Immutable, Alias("stssim.MfaDeviceDefinition")]
public sealed record MfaDeviceDefinition(
    [property: Id(0)] string SerialNumber,
    [property: Id(1)] string Seed)
{
    public override string ToString() => $"{nameof(MfaDeviceDefinition)} {SerialNumber}";
}
