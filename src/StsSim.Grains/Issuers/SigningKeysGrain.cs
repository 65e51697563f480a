using StsSim.Grains.Abstractions.Issuers;

namespace StsSim.Grains.Issuers;

internal sealed class SigningKeysGrain(
    [PersistentState("signing-keys", StorageNames.Provider)] IPersistentState<SigningKeysState> state) : Grain, ISigningKeysGrain
{
    // Those in storage: with others, whatever is signed could be verified by nobody after the next start.
    private byte[]? _keys;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _keys = state.State.Keys;
        return Task.CompletedTask;
    }

    public ValueTask<byte[]?> Get() => ValueTask.FromResult(_keys);

    public async Task<byte[]> Keep(byte[] proposed)
    {
        if (_keys is { } keys)
        {
            return keys;
        }

        state.State.Keys = proposed;
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            DeactivateOnIdle(); // nobody knows what storage holds: the next activation asks it
            throw;
        }

        return _keys = proposed;
    }
}
