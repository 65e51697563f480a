using System.Globalization;
using System.Text;
using StsSim.Compatibility.Tests.Wire;
using StsSim.Iam.Credentials;

namespace StsSim.Compatibility.Tests.Iam;

/// <summary>A virtual MFA device as the app of its user has it: the serial number and the seed that CreateVirtualMFADevice told.</summary>
public sealed record MfaDeviceInHand(IamAccount Account, string SerialNumber, string Seed, byte[] QrCode)
{
    public static async Task<MfaDeviceInHand> CreateAsync(IamAccount account, string name, params (string Name, string Value)[] parameters)
    {
        IamAnswer created = (await account.CallAsync("CreateVirtualMFADevice", [("VirtualMFADeviceName", name), .. parameters])).IsSuccess();
        return new MfaDeviceInHand(
            account,
            created.Text("VirtualMFADevice/SerialNumber"),
            Encoding.ASCII.GetString(Convert.FromBase64String(created.Text("VirtualMFADevice/Base32StringSeed"))),
            Convert.FromBase64String(created.Text("VirtualMFADevice/QRCodePNG")));
    }

    public static long Present => Totp.StepOf(TimeProvider.System.GetUtcNow());

    public string CodeOf(long step)
    {
        Assert.True(MfaSeed.TryDecode(Seed, out byte[] seed));
        return Totp.Code(seed, step).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>Enables the device by the codes of a step and of the one before it.</summary>
    public Task<IamAnswer> EnableAsync(string userName, long second, ClientKey? by = null) => SendAsync(by, "EnableMFADevice", userName, second);

    public Task<IamAnswer> ResyncAsync(string userName, long second) => SendAsync(by: null, "ResyncMFADevice", userName, second);

    public Task<WireAnswer> GetSessionTokenAsync(ClientKey key, long step) =>
        Account.CallStsAsync(key, "GetSessionToken", ("SerialNumber", SerialNumber), ("TokenCode", CodeOf(step)));

    public override string ToString() => SerialNumber;

    private Task<IamAnswer> SendAsync(ClientKey? by, string action, string userName, long second) => Account.CallAsync(
        by ?? Account.Admin,
        action,
        ("UserName", userName),
        ("SerialNumber", SerialNumber),
        ("AuthenticationCode1", CodeOf(second - 1)),
        ("AuthenticationCode2", CodeOf(second)));
}
