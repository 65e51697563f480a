using StsSim.Grains.Abstractions.Mfa;

namespace StsSim.Grains.Mfa;

internal sealed class MfaDeviceGrain(
    [PersistentState("mfa-device", StorageNames.Provider)] IPersistentState<MfaDeviceState> state) : Grain, IMfaDeviceGrain
{
    // Far more than any window a verifier looks at.
    private const int RememberedSteps = 16;

    public async Task<bool> TryUse(long step)
    {
        List<long> used = state.State.UsedSteps;
        if (used.Contains(step))
        {
            return false;
        }

        if (used.Count == RememberedSteps)
        {
            used.Remove(used.Min());
        }

        used.Add(step);
        await state.WriteStateAsync();
        return true;
    }
}
