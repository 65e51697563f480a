using StsSim.Grains.Abstractions.Mfa;

namespace StsSim.Grains.Mfa;

internal sealed class MfaDeviceGrain(
    [PersistentState("mfa-device", StorageNames.Provider)] IPersistentState<MfaDeviceState> state) : Grain, IMfaDeviceGrain
{
    // Far more than any window a verifier looks at.
    private const int RememberedSteps = 16;

    public async Task<bool> TryUse(long step)
    {
        if (state.State.UsedSteps.Contains(step))
        {
            return false;
        }

        Remember(step);
        await state.WriteStateAsync();
        return true;
    }

    public async Task<bool> TryUsePair(long second, Guid request)
    {
        if (state.State.PairRequest == request)
        {
            return true;
        }

        if (state.State.UsedSteps.Contains(second - 1) || state.State.UsedSteps.Contains(second))
        {
            return false;
        }

        Remember(second - 1);
        Remember(second);
        state.State.PairRequest = request;
        await state.WriteStateAsync();
        return true;
    }

    public Task Forget()
    {
        state.State = new MfaDeviceState();
        return state.WriteStateAsync();
    }

    private void Remember(long step)
    {
        List<long> used = state.State.UsedSteps;
        if (used.Count == RememberedSteps)
        {
            used.Remove(used.Min());
        }

        used.Add(step);
    }
}
