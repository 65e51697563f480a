
namespace StsSim.Operations.Tests.Models;

/// <summary>
/// State of one activation in storage that outlives it. Writes take their time; one that breaks was made all the same where
/// <see cref="ModelSilo.BrokenWritesAreMade"/>. Whoever writes over what he has not read fails, as with every real provider.
/// </summary>
internal sealed class DurableState<T>(ModelSilo silo, string name, Life life, Func<T, T> copy) : IPersistentState<T>
    where T : class, new()
{
    public T State { get; set; } = new();

    public string? Etag { get; private set; }

    public bool RecordExists { get; private set; }

    public Task ReadStateAsync()
    {
        (object? stored, Etag) = silo.Stored(name);
        RecordExists = stored is not null;
        State = stored is null ? new T() : copy((T)stored);
        return Task.CompletedTask;
    }

    public Task WriteStateAsync() => ReplaceAsync(copy(State));

    public async Task ClearStateAsync()
    {
        await ReplaceAsync(null);
        State = new T();
    }

    private async Task ReplaceAsync(T? value)
    {
        string? etag = Etag;
        bool isBroken = false;
        try
        {
            await silo.Wire.SendAsync($"write {name}", life, mayBeLost: false);
        }
        catch (SiloUnavailableException) when (silo.BrokenWritesAreMade)
        {
            isBroken = true;
        }

        string written = silo.Store(name, value, etag);
        if (isBroken)
        {
            throw new SiloUnavailableException("The storage was not heard.");
        }

        (Etag, RecordExists) = (written, value is not null);
    }
}
