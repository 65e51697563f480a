using System.Runtime.InteropServices;
using StsSim.Grains.Abstractions.Misbehaviours;

namespace StsSim.Grains.Misbehaviours;

internal sealed class FaultCounterGrain : Grain, IFaultCounterGrain
{
    // Invocations never come back: of those, the older half is forgotten.
    private const int MostUnits = 100_000;

    private static readonly TimeSpan Idle = TimeSpan.FromHours(24);

    private readonly Queue<ulong> _order = new();
    private readonly Dictionary<ulong, long> _counts = [];

    public ValueTask<long> Next(ulong unit)
    {
        DelayDeactivation(Idle); // a test that pauses goes on where it was
        ref long count = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, unit, out bool known);
        long next = ++count;
        if (!known)
        {
            Remember(unit);
        }

        return ValueTask.FromResult(next);
    }

    private void Remember(ulong unit)
    {
        _order.Enqueue(unit);
        if (_order.Count <= MostUnits)
        {
            return;
        }

        for (int i = 0; i < MostUnits / 2; i++)
        {
            _counts.Remove(_order.Dequeue());
        }
    }
}
