using Microsoft.Extensions.DependencyInjection;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Grains.Abstractions.Mfa;
using StsSim.Operations.Accounts;
using StsSim.Operations.Observation;
using StsSim.Operations.Sts;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Authentication;

/// <summary>
/// Checks <c>SerialNumber</c> and <c>TokenCode</c> against the caller's MFA devices. That a code works once must hold for
/// the whole cluster, so a right code is the one thing for which a warm request asks a grain.
/// </summary>
public sealed class MfaVerifier(IGrainFactory grains, StsInstruments instruments, [FromKeyedServices(SimulatedTime.Key)] TimeProvider time)
{
    /// <summary>The refusal, or <see langword="null"/> where the code is right or no device was named at all.</summary>
    public async ValueTask<AwsError?> VerifyAsync(Caller caller, string? serialNumber, string? tokenCode)
    {
        if (serialNumber is null && tokenCode is null)
        {
            return null;
        }

        if (serialNumber is null || tokenCode is null)
        {
            return StsErrors.MfaIncomplete;
        }

        if (FindDevice(caller, serialNumber) is not { } device)
        {
            return StsErrors.MfaUnknownDevice;
        }

        if (device.FindStep(tokenCode, time.GetUtcNow()) is not { } step)
        {
            return StsErrors.MfaWrongCode;
        }

        instruments.CountGrainCall("mfa");
        string key = IMfaDeviceGrain.KeyOf(caller.Account.IdText, serialNumber);
        return await grains.GetGrain<IMfaDeviceGrain>(key).TryUse(step) ? null : StsErrors.MfaWrongCode;
    }

    // Devices belong to long-term identities; a session cannot show one.
    private static MfaDevice? FindDevice(Caller caller, string serialNumber)
    {
        if (caller.Session is not null)
        {
            return null;
        }

        foreach (MfaDevice device in caller.User?.MfaDevices ?? caller.Account.RootMfaDevices)
        {
            if (device.SerialNumber == serialNumber)
            {
                return device;
            }
        }

        return null;
    }
}
