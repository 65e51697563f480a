using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace StsSim.Grains.Observatory;

/// <summary>How often each name occurred; of more than 64 names the further ones count together, for faults make up codes without end.</summary>
internal sealed class NameCounts
{
    public const int Most = 64;
    public const string Others = "(others)";

    private readonly Dictionary<string, long> _counts = [];

    public IEnumerable<KeyValuePair<string, long>> All => _counts;

    public void Add(string name, long count = 1)
    {
        ref long known = ref CollectionsMarshal.GetValueRefOrNullRef(_counts, name);
        if (!Unsafe.IsNullRef(ref known))
        {
            known += count;
        }
        else
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_counts, _counts.Count < Most ? name : Others, out _) += count;
        }
    }

    public void Add(NameCounts other)
    {
        foreach ((string name, long count) in other._counts)
        {
            Add(name, count);
        }
    }
}
