using System.Text;
using StsSim.Grains.Abstractions.Accounts;
using StsSim.Iam.Credentials;
using StsSim.Iam.Identities;
using StsSim.Operations.Authentication;
using StsSim.Operations.Authorization;
using StsSim.Operations.Iam.Tags;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.MfaDevices;

/// <summary>Creates a virtual MFA device that is nobody's yet. Its seed is told this once, as text and as a QR code.</summary>
public sealed class CreateVirtualMFADevice(IamServices services, MfaClock clock) : IamOperation("CreateVirtualMFADevice", services)
{
    protected override async ValueTask<IamOutcome> PlanAsync(IamCall call)
    {
        string path = call.Text("Path", ParameterRule.Path) ?? "/";
        string name = call.RequiredText("VirtualMFADeviceName", ParameterRule.VirtualMfaDeviceName);
        IReadOnlyList<KeyValuePair<string, string>> tags = call.Tags();
        string serialNumber = Arn.MfaDevice(call.Partition, call.AccountId, path, name);
        AwsError? refusal = call.Malformed
            ?? call.Authorize(serialNumber, new RequestTerms { Tags = tags })
            ?? IamTags.Check(tags);
        if (refusal is not null)
        {
            return refusal;
        }

        // Names are unique whatever their case.
        if (VirtualMfaDevice.AllOf(call.Account).Any(device => device.Definition.SerialNumber.Equals(serialNumber, StringComparison.OrdinalIgnoreCase)))
        {
            return IamErrors.EntityAlreadyExists("MFADevice entity at the same path and name already exists.");
        }

        await clock.ForgetAsync(call.Account.Id, serialNumber);
        var device = new MfaDeviceDefinition(serialNumber, MfaSeed.Create()) { Tags = IamTags.Of(tags) };
        string uri = QrCode.UriOf(name, call.Account.Settings.Alias ?? call.AccountId, device.Seed);
        return IamOutcome.Changed(AccountChange.Put(device), result =>
        {
            result.BeginStructure("VirtualMFADevice"u8);
            result.Member("SerialNumber"u8, serialNumber);
            result.Member("Base32StringSeed"u8, Convert.ToBase64String(Encoding.ASCII.GetBytes(device.Seed)));
            result.Member("QRCodePNG"u8, Convert.ToBase64String(QrCode.ToPng(uri)));
            IamTags.Write(result, device.Tags);
            result.EndStructure("VirtualMFADevice"u8);
        });
    }
}
