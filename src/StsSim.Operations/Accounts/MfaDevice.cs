using StsSim.Grains.Abstractions.Accounts;
using StsSim.Iam.Credentials;

namespace StsSim.Operations.Accounts;

/// <summary>A virtual MFA device with its seed decoded.</summary>
public sealed class MfaDevice
{
    private readonly byte[] _seed;

    public MfaDevice(MfaDeviceDefinition definition)
    {
        SerialNumber = definition.SerialNumber;
        _seed = MfaSeed.TryDecode(definition.Seed, out byte[] seed)
            ? seed
            : throw new InvalidOperationException($"The seed of the provisioned device {definition.SerialNumber} is no base 32.");
    }

    public string SerialNumber { get; }

    /// <summary>The time step near <paramref name="now"/> whose code this is, or <see langword="null"/>.</summary>
    /// <param name="code">Six digits.</param>
    public long? FindStep(string code, DateTimeOffset now) =>
        int.TryParse(code, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int number)
            ? Totp.FindStep(_seed, number, now)
            : null;
}
