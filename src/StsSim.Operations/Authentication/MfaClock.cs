using StsSim.Grains.Abstractions.Accounts;
using StsSim.Grains.Abstractions.Mfa;
using StsSim.Iam.Credentials;
using StsSim.Iam.Identities;
using StsSim.Operations.Accounts;
using StsSim.Operations.Iam;
using StsSim.Operations.Observation;

namespace StsSim.Operations.Authentication;

/// <summary>Learns from two consecutive codes of an MFA device what its clock says. The codes are used up by that.</summary>
public sealed class MfaClock(IGrainFactory grains, StsInstruments instruments)
{
    /// <summary>
    /// By how many steps the device's clock is ahead: none where it is within what is tolerated anyhow, and
    /// <see langword="null"/> where these are not two codes of it, one after the other, or were used before.
    /// </summary>
    public async ValueTask<int?> FindDriftAsync(IamCall call, MfaDeviceDefinition device, string first, string second)
    {
        if (new MfaDevice(device).FindSecondStep(first, second, call.Now) is not { } step
            || !await GrainOf(call.Account.Id, device.SerialNumber).TryUsePair(step, call.RequestId))
        {
            return null;
        }

        int drift = (int)(step - Totp.StepOf(call.Now));
        return Math.Abs(drift) <= Totp.Window ? 0 : drift;
    }

    /// <summary>Makes a serial number ready for a new device: the codes of one that had it before are none of its own.</summary>
    public async ValueTask ForgetAsync(AccountId account, string serialNumber) => await GrainOf(account, serialNumber).Forget();

    private IMfaDeviceGrain GrainOf(AccountId account, string serialNumber)
    {
        instruments.CountGrainCall("mfa");
        return grains.GetGrain<IMfaDeviceGrain>(IMfaDeviceGrain.KeyOf(account.ToString(), serialNumber));
    }
}
