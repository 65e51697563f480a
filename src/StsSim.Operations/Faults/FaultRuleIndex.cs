namespace StsSim.Operations.Faults;

/// <summary>
/// Finds the rules of a set that may be for a request without looking at each: one that says exactly which federated users,
/// sessions, keys, roles, principals or operations it is for is looked up by those. Rules that only have patterns, or neither,
/// are found for every request.
/// </summary>
internal sealed class FaultRuleIndex
{
    /// <summary>How many lists of places are found at most: one of the rules for everybody, and one of each text that is looked up.</summary>
    internal const int MostLists = 8;

    // So few are looked at sooner than their texts are looked up.
    private const int Fewest = 8;

    // Those that tell most rules apart come first. Principals are matched by their own ARN and by that of their role.
    private static readonly Criterion[] Criteria =
    [
        new(match => match.FederatedUsers, StringComparer.Ordinal, subject => subject.FederatedUser),
        new(match => match.SessionNames, StringComparer.Ordinal, subject => subject.SessionName),
        new(match => match.AccessKeyIds, StringComparer.Ordinal, subject => subject.AccessKeyId),
        new(match => match.Roles, StringComparer.Ordinal, subject => subject.RequestedRole),
        new(match => match.Principals, StringComparer.Ordinal, subject => subject.Principal?.Arn, subject => subject.Principal?.RoleArn),
        new(match => match.Operations, StringComparer.OrdinalIgnoreCase, subject => subject.Call.Operation.Name),
    ];

    private readonly int[] _forEverybody;
    private readonly LookUp[] _lookUps;

    public FaultRuleIndex(IReadOnlyList<FaultRule> rules)
    {
        var forEverybody = new List<int>();
        var places = new Dictionary<Criterion, Dictionary<string, List<int>>>();
        for (int place = 0; place < rules.Count; place++)
        {
            if (rules.Count <= Fewest || Array.Find(Criteria, criterion => criterion.IsExact(rules[place].Match)) is not { } criterion)
            {
                forEverybody.Add(place);
                continue;
            }

            if (!places.TryGetValue(criterion, out Dictionary<string, List<int>>? byText))
            {
                places.Add(criterion, byText = new(criterion.Comparer));
            }

            foreach (string text in criterion.Named(rules[place].Match)!.Distinct(criterion.Comparer))
            {
                if (!byText.TryGetValue(text, out List<int>? ofText))
                {
                    byText.Add(text, ofText = []);
                }

                ofText.Add(place);
            }
        }

        _forEverybody = [.. forEverybody];
        _lookUps = [.. places.SelectMany(of => LookUp.Of(of.Key, of.Value))];
    }

    /// <summary>The places of the rules that may be for a request, in their order; all of those that are for it are among them.</summary>
    public FaultCandidates Find(FaultSubject subject)
    {
        var candidates = new FaultCandidates(_forEverybody);
        foreach (LookUp lookUp in _lookUps)
        {
            if (lookUp.Read(subject) is { } text && lookUp.Places.TryGetValue(text, out int[]? places))
            {
                candidates.Add(places);
            }
        }

        return candidates;
    }

    /// <summary>A member of a match by whose texts rules are looked up.</summary>
    /// <param name="Named">Its texts, as a rule has them.</param>
    /// <param name="Read">What they are compared with, of a request.</param>
    private sealed record Criterion(Func<FaultMatch, IReadOnlyList<string>?> Named, StringComparer Comparer, params Func<FaultSubject, string?>[] Read)
    {
        public bool IsExact(FaultMatch match) => Named(match) is { } texts && !texts.Any(text => text.AsSpan().ContainsAny("*?\\"));
    }

    private sealed record LookUp(Func<FaultSubject, string?> Read, Dictionary<string, int[]> Places)
    {
        public static IEnumerable<LookUp> Of(Criterion criterion, Dictionary<string, List<int>> byText)
        {
            Dictionary<string, int[]> places = byText.ToDictionary(of => of.Key, of => of.Value.ToArray(), criterion.Comparer);
            return criterion.Read.Select(read => new LookUp(read, places));
        }
    }
}
