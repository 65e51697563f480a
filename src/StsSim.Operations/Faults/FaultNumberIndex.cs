using System.Runtime.InteropServices;

namespace StsSim.Operations.Faults;

/// <summary>Rules by what is a number, such as an account.</summary>
/// <param name="named">The numbers of a rule, or <see langword="null"/> where it names none or not numbers alone.</param>
internal sealed class FaultNumberIndex(Func<FaultMatch, IEnumerable<long>?> named, Func<FaultSubject, long?> read) : FaultMemberIndex
{
    private readonly Dictionary<long, List<int>> _rules = [];

    public override IReadOnlyList<object>? KeysOf(FaultMatch match) => named(match) is { } numbers ? [.. numbers] : null;

    public override void Find(FaultSubject subject, ref FaultCandidates found)
    {
        if (read(subject) is { } number && _rules.TryGetValue(number, out List<int>? rules))
        {
            found.Add(rules);
        }
    }

    protected override void Add(object key, int rule) =>
        (CollectionsMarshal.GetValueRefOrAddDefault(_rules, (long)key, out _) ??= []).Add(rule);
}
