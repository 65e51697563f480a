namespace StsSim.Protocol;

/// <summary>Objects between two requests. Bounded, and never waits: where there is none one is made, and one too many is let go.</summary>
/// <remarks>Who was interrupted while it used one does not return it, for nobody knows who still looks at it.</remarks>
/// <param name="make">Makes one that is as new.</param>
public sealed class ReusePool<T>(Func<T> make)
    where T : class, IReusable
{
    // More than are in use at once unless they wait for something, and few enough to be looked through.
    private const int Slots = 64; // a power of two

    private readonly T?[] _slots = new T?[Slots];

    /// <summary>One that is as new.</summary>
    public T Rent()
    {
        int first = FirstSlot();
        for (int i = 0; i < Slots; i++)
        {
            ref T? slot = ref _slots[(first + i) & (Slots - 1)];
            if (slot is not null && Interlocked.Exchange(ref slot, null) is { } kept)
            {
                return kept;
            }
        }

        return make();
    }

    /// <summary>Resets one and takes it back. Nobody may use it any more.</summary>
    public void Return(T used)
    {
        used.Reset();
        int first = FirstSlot();
        for (int i = 0; i < Slots; i++)
        {
            ref T? slot = ref _slots[(first + i) & (Slots - 1)];
            if (slot is null && Interlocked.CompareExchange(ref slot, used, null) is null)
            {
                return;
            }
        }
    }

    // Processors begin at places of their own, so that they seldom meet and each gets what it has just used.
    private static int FirstSlot() => Thread.GetCurrentProcessorId() << 4;
}
