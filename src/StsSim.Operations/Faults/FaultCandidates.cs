using System.Buffers;
using System.Numerics;

namespace StsSim.Operations.Faults;

/// <summary>
/// The rules of a set that may be for a request, in the order they are considered. It is walked once, by <c>foreach</c>, which
/// gives back what it holds.
/// </summary>
public struct FaultCandidates : IDisposable
{
    private const int WordBits = 64;

    private readonly FaultRule[] _rules;
    private ulong[]? _marks;
    private bool _isRented;
    private int _at = -1;

    /// <param name="marks">A bit for each rule, set for those that may be for any request; <see langword="null"/> where all may.</param>
    internal FaultCandidates(FaultRule[] rules, ulong[]? marks)
    {
        _rules = rules;
        _marks = marks;
    }

    public readonly FaultRule Current => _rules[_at];

    public readonly FaultCandidates GetEnumerator() => this;

    public bool MoveNext()
    {
        _at++;
        if (_marks is null)
        {
            return _at < _rules.Length;
        }

        while (_at < _rules.Length)
        {
            ulong left = _marks[_at / WordBits] >> _at;
            if (left != 0)
            {
                _at += BitOperations.TrailingZeroCount(left);
                return true;
            }

            _at = (_at / WordBits * WordBits) + WordBits;
        }

        return false;
    }

    public readonly void Dispose()
    {
        if (_isRented)
        {
            ArrayPool<ulong>.Shared.Return(_marks!);
        }
    }

    /// <summary>Bits for so many rules, none of them set.</summary>
    internal static ulong[] NoneOf(int rules) => new ulong[(rules + WordBits - 1) / WordBits];

    internal static void Mark(ulong[] marks, int rule) => marks[rule / WordBits] |= 1ul << rule;

    /// <summary>Adds rules by their places. What marks they came with is others', too, and stays as it is.</summary>
    internal void Add(List<int> rules)
    {
        if (!_isRented)
        {
            int words = _marks!.Length;
            ulong[] own = ArrayPool<ulong>.Shared.Rent(words);
            _marks.CopyTo(own, 0);
            _marks = own;
            _isRented = true;
        }

        foreach (int rule in rules)
        {
            Mark(_marks!, rule);
        }
    }
}
