using System.Globalization;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Iam.Credentials;

namespace StsSim.Operations.Accounts;

/// <summary>A virtual MFA device with its seed decoded.</summary>
public sealed class MfaDevice
{
    /// <summary>Steps, either way: half an hour; AWS publishes none.</summary>
    internal const int WidestDrift = 60;

    private readonly byte[] _seed;
    private readonly int _drift;

    public MfaDevice(MfaDeviceDefinition definition)
    {
        SerialNumber = definition.SerialNumber;
        _drift = definition.ClockDrift;
        _seed = MfaSeed.TryDecode(definition.Seed, out byte[] seed)
            ? seed
            : throw new InvalidOperationException($"The seed of the provisioned device {definition.SerialNumber} is no base 32.");
    }

    public string SerialNumber { get; }

    /// <summary>The time step near <paramref name="now"/> whose code this is, or <see langword="null"/>.</summary>
    /// <param name="code">Six digits.</param>
    public long? FindStep(string code, DateTimeOffset now) =>
        TryRead(code, out int number) ? Totp.FindStep(_seed, number, now, _drift) : null;

    /// <summary>The later of two consecutive time steps with these codes, however far off the device's clock may be within reason.</summary>
    public long? FindSecondStep(string first, string second, DateTimeOffset now) =>
        TryRead(first, out int one) && TryRead(second, out int two) ? Totp.FindSecondStep(_seed, one, two, now, WidestDrift) : null;

    private static bool TryRead(string code, out int number) => int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
