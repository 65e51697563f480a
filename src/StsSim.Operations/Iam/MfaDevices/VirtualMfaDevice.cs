using StsSim.Grains.Abstractions.Accounts;
using StsSim.Operations.Accounts;
using StsSim.Operations.Authorization;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.MfaDevices;

/// <summary>A virtual MFA device of the account: of a user, of the root user, or of nobody yet.</summary>
/// <param name="User">Whose it is, or <see langword="null"/>.</param>
/// <param name="IsRoots">Whether it is the root user's.</param>
/// <param name="With">The change that makes it another, wherever it is.</param>
internal sealed record VirtualMfaDevice(
    MfaDeviceDefinition Definition, UserDefinition? User, bool IsRoots, Func<MfaDeviceDefinition, AccountChange> With)
{
    public bool IsAssigned => User is not null || IsRoots;

    /// <summary>By serial number, in order. Hardware devices, whose serial number is no ARN, are not among them.</summary>
    public static IEnumerable<VirtualMfaDevice> AllOf(Account account) =>
        In(account).OrderBy(device => device.Definition.SerialNumber, StringComparer.OrdinalIgnoreCase);

    public static VirtualMfaDevice? FindIn(Account account, string serialNumber) =>
        IsVirtual(serialNumber) ? In(account).FirstOrDefault(device => device.Definition.SerialNumber == serialNumber) : null;

    /// <summary>The device, once the caller's policies allow this operation on it.</summary>
    /// <param name="refusal">Why there is none; meaningless otherwise.</param>
    /// <param name="terms">What the request asks for; the device's own tags are added.</param>
    public static VirtualMfaDevice? Find(IamCall call, string serialNumber, out AwsError? refusal, RequestTerms? terms = null)
    {
        VirtualMfaDevice? device = FindIn(call.Account, serialNumber);
        refusal = call.Authorize(serialNumber, (terms ?? RequestTerms.None) with { ResourceTags = device?.Definition.Tags });
        refusal ??= device is null ? IamErrors.NoSuchVirtualMfaDevice(serialNumber) : null;
        return refusal is null ? device : null;
    }

    private static IEnumerable<VirtualMfaDevice> In(Account account) =>
        OfUsers(account)
            .Concat(OfRoot(account.Settings))
            .Concat(account.UnassignedMfaDevices.Values.Select(device => new VirtualMfaDevice(device, null, IsRoots: false, AccountChange.Put)))
            .Where(device => IsVirtual(device.Definition.SerialNumber));

    private static bool IsVirtual(string serialNumber) => serialNumber.Contains(":mfa/", StringComparison.Ordinal);

    private static IEnumerable<VirtualMfaDevice> OfUsers(Account account) =>
        from user in account.Users.Values
        let definition = user.Definition
        from device in definition.MfaDevices
        select new VirtualMfaDevice(device, definition, IsRoots: false, changed =>
            AccountChange.Put(definition with { MfaDevices = Replace(definition.MfaDevices, device, changed) }));

    private static IEnumerable<VirtualMfaDevice> OfRoot(AccountSettings settings) =>
        settings.RootMfaDevices.Select(device => new VirtualMfaDevice(device, User: null, IsRoots: true, changed =>
            AccountChange.Put(settings with { RootMfaDevices = Replace(settings.RootMfaDevices, device, changed) })));

    private static IReadOnlyList<MfaDeviceDefinition> Replace(
        IReadOnlyList<MfaDeviceDefinition> devices, MfaDeviceDefinition old, MfaDeviceDefinition changed) =>
        [.. devices.Select(device => device == old ? changed : device)];
}
