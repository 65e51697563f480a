using QRCoder;

namespace StsSim.Operations.Iam.MfaDevices;

/// <summary>The picture that authenticator apps read a device's seed from.</summary>
public static class QrCode
{
    private const int PixelsPerModule = 5;

    /// <summary>
    /// <c>otpauth://totp/Amazon%20Web%20Services:{device}@{account}?secret={seed}&amp;issuer=Amazon%20Web%20Services</c>, as
    /// AWS writes it.
    /// </summary>
    /// <param name="account">The account's alias, or its id where it has none.</param>
    /// <param name="seed">Base 32.</param>
    public static string UriOf(string deviceName, string account, string seed)
    {
        const string Issuer = "Amazon%20Web%20Services";
        return $"otpauth://totp/{Issuer}:{Uri.EscapeDataString(deviceName)}@{account}?secret={seed}&issuer={Issuer}";
    }

    public static byte[] ToPng(string uri)
    {
        using QRCodeData code = QRCodeGenerator.GenerateQrCode(uri, QRCodeGenerator.ECCLevel.M);
        using var png = new PngByteQRCode(code);
        return png.GetGraphic(PixelsPerModule);
    }
}
