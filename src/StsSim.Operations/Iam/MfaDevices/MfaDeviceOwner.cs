using StsSim.Grains.Abstractions.Accounts;
using StsSim.Iam.Identities;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.MfaDevices;

/// <summary>Whose MFA devices an operation is about: a user's, or the root user's own.</summary>
/// <param name="UserName">As answers name the owner.</param>
/// <param name="With">The change that gives the owner other devices.</param>
internal sealed record MfaDeviceOwner(
    string UserName, IReadOnlyList<MfaDeviceDefinition> Devices, Func<IReadOnlyList<MfaDeviceDefinition>, AccountChange> With)
{
    private const string Root = "root";

    /// <summary>
    /// The user named; where the name is left out, the caller. The root user may also name itself, by <c>root</c> or the
    /// account's id, for the operations that insist on a name.
    /// </summary>
    /// <param name="refusal">Why there is none; meaningless otherwise.</param>
    public static MfaDeviceOwner? Find(IamCall call, string? userName, out AwsError? refusal)
    {
        if (call.Caller.IsRoot && (userName is null || (NamesRoot(call, userName) && call.Account.FindUser(userName) is null)))
        {
            AccountSettings settings = call.Account.Settings;
            refusal = call.Authorize(Arn.Root(call.Partition, call.AccountId));
            return refusal is not null
                ? null
                : new MfaDeviceOwner(Root, settings.RootMfaDevices, devices => AccountChange.Put(settings with { RootMfaDevices = devices }));
        }

        return call.FindUser(userName, out refusal) is { } user
            ? new MfaDeviceOwner(user.Name, user.MfaDevices, devices => AccountChange.Put(user with { MfaDevices = devices }))
            : null;
    }

    public MfaDeviceDefinition? FindDevice(string serialNumber) => Devices.FirstOrDefault(device => device.SerialNumber == serialNumber);

    private static bool NamesRoot(IamCall call, string userName) => userName == call.AccountId || userName == Root;
}
