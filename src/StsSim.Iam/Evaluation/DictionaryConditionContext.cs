namespace StsSim.Iam.Evaluation;

/// <summary>A request context that was written down.</summary>
public sealed class DictionaryConditionContext : ConditionContext
{
    private readonly Dictionary<ConditionKey, ConditionValues> _values = [];

    /// <param name="values">The values by key; keys ignore case, and of two alike the last one counts.</param>
    public DictionaryConditionContext(IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> values)
    {
        foreach ((string key, IReadOnlyList<string> texts) in values)
        {
            _values[ConditionKey.Parse(key)] = ConditionValues.Of(texts);
        }
    }

    /// <param name="values">The values by key, in the form that a live request has them in.</param>
    public DictionaryConditionContext(IEnumerable<KeyValuePair<string, ConditionValues>> values)
    {
        foreach ((string key, ConditionValues value) in values)
        {
            _values[ConditionKey.Parse(key)] = value;
        }
    }

    /// <summary>A request of which nothing is known.</summary>
    public static DictionaryConditionContext Empty { get; } = new(Array.Empty<KeyValuePair<string, ConditionValues>>());

    public override ConditionValues Find(ConditionKey key) => _values.GetValueOrDefault(key);
}
