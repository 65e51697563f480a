using System.Runtime.CompilerServices;

namespace StsSim.Operations.Faults;

/// <summary>Places of rules from several ascending lists, in ascending order, each once.</summary>
internal struct FaultCandidates
{
    private Lists _lists;
    private int _count;

    public FaultCandidates(int[] places)
    {
        _lists[0] = new Rest(places, 0);
        _count = 1;
    }

    /// <summary>The place that <see cref="MoveNext"/> came to.</summary>
    public int Current { get; private set; }

    public void Add(int[] places) => _lists[_count++] = new Rest(places, 0);

    public bool MoveNext()
    {
        int least = int.MaxValue;
        for (int i = 0; i < _count; i++)
        {
            least = Math.Min(least, _lists[i].First);
        }

        for (int i = 0; i < _count; i++)
        {
            if (_lists[i].First == least)
            {
                _lists[i].Begin++;
            }
        }

        Current = least;
        return least < int.MaxValue;
    }

    private struct Rest(int[] places, int begin)
    {
        public int Begin = begin;

        public readonly int First => Begin < places.Length ? places[Begin] : int.MaxValue;
    }

    [InlineArray(FaultRuleIndex.MostLists)]
    private struct Lists
    {
        private Rest _first;
    }
}
