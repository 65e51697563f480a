using System.Runtime.InteropServices;

namespace StsSim.Operations.Faults;

/// <summary>
/// Rules by a text: the whole of it, or what it begins with where a wildcard follows. A rule of which a text begins with a
/// wildcard cannot be found so.
/// </summary>
/// <param name="read">What the texts are compared with; a request may have several.</param>
internal sealed class FaultTextIndex(
    StringComparer comparer, Func<FaultMatch, IReadOnlyList<string>?> named, params Func<FaultSubject, string?>[] read) : FaultMemberIndex
{
    private readonly Dictionary<string, List<int>> _exact = new(comparer);
    private readonly Dictionary<string, List<int>> _byPrefix = new(comparer);

    // Rules have many prefixes, and few lengths of them: each is a look-up.
    private readonly SortedSet<int> _lengths = [];
    private int[] _prefixLengths = [];

    public override IReadOnlyList<object>? KeysOf(FaultMatch match) =>
        named(match) is { } texts && texts.All(text => !new FaultPattern(text).Prefix.IsEmpty) ? texts : null;

    public override void Find(FaultSubject subject, ref FaultCandidates found)
    {
        foreach (Func<FaultSubject, string?> of in read)
        {
            if (of(subject) is { } text)
            {
                Find(text, ref found);
            }
        }
    }

    protected override void Add(object key, int rule)
    {
        var pattern = new FaultPattern((string)key);
        string prefix = pattern.Prefix.ToString();
        (CollectionsMarshal.GetValueRefOrAddDefault(pattern.IsExact ? _exact : _byPrefix, prefix, out _) ??= []).Add(rule);
        if (!pattern.IsExact && _lengths.Add(prefix.Length))
        {
            _prefixLengths = [.. _lengths];
        }
    }

    private void Find(string text, ref FaultCandidates found)
    {
        if (_exact.TryGetValue(text, out List<int>? rules))
        {
            found.Add(rules);
        }

        if (_prefixLengths.Length == 0)
        {
            return;
        }

        Dictionary<string, List<int>>.AlternateLookup<ReadOnlySpan<char>> byPrefix = _byPrefix.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (int length in _prefixLengths)
        {
            if (length > text.Length)
            {
                break;
            }

            if (byPrefix.TryGetValue(text.AsSpan(0, length), out rules))
            {
                found.Add(rules);
            }
        }
    }
}
