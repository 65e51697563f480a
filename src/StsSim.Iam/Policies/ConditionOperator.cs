using System.Buffers;

namespace StsSim.Iam.Policies;

/// <summary>A condition operator with its qualifier and suffix, e.g. <c>ForAnyValue:StringLikeIfExists</c>.</summary>
/// <param name="Name">As written; operators ignore case.</param>
public sealed record ConditionOperator(string Name, SetQualifier Qualifier, ConditionTest Test, bool IfExists)
{
    private const string IfExistsSuffix = "IfExists";

    private static readonly SearchValues<char> Letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>The operator of that name, or <see langword="null"/> if there is none.</summary>
    public static ConditionOperator? Find(string name)
    {
        ReadOnlySpan<char> test = name;
        SetQualifier qualifier = SetQualifier.None;
        int colon = test.IndexOf(':');
        if (colon >= 0)
        {
            qualifier = test[..colon] switch
            {
                "ForAllValues" => SetQualifier.ForAllValues,
                "ForAnyValue" => SetQualifier.ForAnyValue,
                _ => SetQualifier.None,
            };
            if (qualifier == SetQualifier.None)
            {
                return null;
            }

            test = test[(colon + 1)..];
        }

        bool ifExists = test.EndsWith(IfExistsSuffix, StringComparison.OrdinalIgnoreCase);
        if (ifExists)
        {
            test = test[..^IfExistsSuffix.Length];
        }

        // Enum.TryParse would take numbers and white space, too.
        bool known = Enum.TryParse(test, ignoreCase: true, out ConditionTest parsed) && !test.ContainsAnyExcept(Letters);
        return known && !(ifExists && parsed == ConditionTest.Null) ? new ConditionOperator(name, qualifier, parsed, ifExists) : null;
    }
}
