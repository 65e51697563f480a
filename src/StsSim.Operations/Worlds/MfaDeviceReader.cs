using StsSim.Grains.Abstractions.Accounts;
using StsSim.Iam.Credentials;
using StsSim.Operations.Accounts;
using StsSim.Operations.Parameters;

namespace StsSim.Operations.Worlds;

/// <summary>Reads the MFA devices of one account of a world file: of its users, of its root user, and of nobody.</summary>
internal sealed class MfaDeviceReader(WorldSecrets secrets)
{
    private readonly HashSet<string> _serialNumbers = [];

    /// <param name="owner">Has them in <c>mfaDevices</c>.</param>
    public IReadOnlyList<MfaDeviceDefinition> Read(JsonCursor owner) => [.. owner.Items("mfaDevices").Select(ReadMfaDevice)];

    private MfaDeviceDefinition ReadMfaDevice(JsonCursor cursor)
    {
        cursor.IsObject("serialNumber", "seed", "enabledAt", "clockDrift", "tags");
        string serialNumber = cursor.RequiredText("serialNumber");
        JsonCursor serialNumberAt = cursor.At($"{cursor.Path}.serialNumber", default);
        if (serialNumber.Length is < 9 or > 256 || !ParameterPattern.SerialNumber.Matches(serialNumber))
        {
            serialNumberAt.Error($"must be 9 to 256 characters of {ParameterPattern.SerialNumber.Text}");
        }
        else if (!_serialNumbers.Add(serialNumber))
        {
            serialNumberAt.Error("is the serial number of another device of this account");
        }

        string? seed = secrets.Required(cursor, "seed");
        if (seed is not null && !MfaSeed.TryDecode(seed, out _))
        {
            cursor.At($"{cursor.Path}.seed", default).Error("must be 16 to 256 characters of base 32");
        }

        return new MfaDeviceDefinition(serialNumber, seed ?? "")
        {
            EnabledAt = cursor.OptionalTime("enabledAt"),
            ClockDrift = cursor.TryMember("clockDrift", out JsonCursor drift) ? drift.Whole(-MfaDevice.WidestDrift, MfaDevice.WidestDrift) ?? 0 : 0,
            Tags = IdentityReader.ReadTags(cursor),
        };
    }
}
