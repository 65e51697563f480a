using StsSim.Grains.Abstractions.Issuers;

namespace StsSim.Grains.Issuers;

internal sealed class SigningKeysGrain(
    [PersistentState("signing-keys", StorageNames.Provider)] IPersistentState<SigningKeysState> state) : Grain, ISigningKeysGrain
{
    public ValueTask<byte[]?> Get() => ValueTask.FromResult(state.State.Keys);

    public async Task<byte[]> Keep(byte[] proposed)
    {
        if (state.State.Keys is not { } keys)
        {
            state.State.Keys = keys = proposed;
            await state.WriteStateAsync();
        }

        return keys;
    }
}
