using System.Collections.Frozen;
using System.Text.Json;

namespace StsSim.Iam.Policies;

/// <summary>
/// The grammar of a <c>Condition</c> element: operator, then condition key, then one value or several. Operators are
/// those of the IAM User Guide, with their <c>ForAllValues:</c>, <c>ForAnyValue:</c> and <c>IfExists</c> forms.
/// </summary>
internal static class ConditionGrammar
{
    private static readonly FrozenSet<string> Operators = FrozenSet.ToFrozenSet(
        [
            "StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringLike", "StringNotLike",
            "NumericEquals", "NumericNotEquals", "NumericLessThan", "NumericLessThanEquals", "NumericGreaterThan", "NumericGreaterThanEquals",
            "DateEquals", "DateNotEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals",
            "Bool", "BinaryEquals", "IpAddress", "NotIpAddress", "ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike", "Null",
        ],
        StringComparer.OrdinalIgnoreCase);

    public static void Check(JsonElement condition, string path)
    {
        PolicyParser.Expect(condition.ValueKind == JsonValueKind.Object, path, "A Condition is an object.");
        foreach (JsonProperty block in condition.EnumerateObject())
        {
            string at = $"{path}.{block.Name}";
            PolicyParser.Expect(IsOperator(block.Name), at, $"'{block.Name}' is no condition operator.");
            PolicyParser.Expect(block.Value.ValueKind == JsonValueKind.Object, at, "A condition operator holds an object of condition keys.");
            foreach (JsonProperty key in block.Value.EnumerateObject())
            {
                CheckValues(key.Value, $"{at}.{key.Name}");
            }
        }
    }

    private static void CheckValues(JsonElement values, string path)
    {
        foreach ((JsonElement value, string at) in PolicyParser.OneOrMore(values, path))
        {
            bool scalar = value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False;
            PolicyParser.Expect(scalar, at, "A condition value is a string, a number or a boolean.");
        }
    }

    private static bool IsOperator(ReadOnlySpan<char> name)
    {
        int colon = name.IndexOf(':');
        if (colon >= 0)
        {
            if (name[..colon] is not ("ForAllValues" or "ForAnyValue"))
            {
                return false;
            }

            name = name[(colon + 1)..];
        }

        const string IfExists = "IfExists";
        if (name.EndsWith(IfExists, StringComparison.OrdinalIgnoreCase))
        {
            name = name[..^IfExists.Length];
            if (name.Equals("Null", StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return Operators.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name);
    }
}
