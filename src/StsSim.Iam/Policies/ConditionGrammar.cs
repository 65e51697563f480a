using System.Text.Json;
using static StsSim.Iam.Policies.JsonShape;

namespace StsSim.Iam.Policies;

/// <summary>
/// The grammar of a <c>Condition</c> element: operator, then condition key, then one value or several. Operators are
/// those of the IAM User Guide, with their <c>ForAllValues:</c>, <c>ForAnyValue:</c> and <c>IfExists</c> forms.
/// </summary>
internal static class ConditionGrammar
{
    /// <param name="variables">Whether a value that holds <c>${…}</c> is known only when a request is there.</param>
    public static List<Condition> Read(JsonElement json, string path, bool variables)
    {
        Expect(json.ValueKind == JsonValueKind.Object, path, "A Condition is an object.");
        var conditions = new List<Condition>();
        foreach (JsonProperty block in json.EnumerateObject())
        {
            string at = $"{path}.{block.Name}";
            ConditionOperator? conditionOperator = ConditionOperator.Find(block.Name);
            Expect(conditionOperator is not null, at, $"'{block.Name}' is no condition operator.");
            Expect(block.Value.ValueKind == JsonValueKind.Object, at, "A condition operator holds an object of condition keys.");
            foreach (JsonProperty key in block.Value.EnumerateObject())
            {
                conditions.Add(new Condition(conditionOperator!, key.Name, ReadValues(key.Value, $"{at}.{key.Name}", conditionOperator!.Test, variables)));
            }
        }

        return conditions;
    }

    private static List<string> ReadValues(JsonElement json, string path, ConditionTest test, bool variables)
    {
        var values = new List<string>();
        foreach ((JsonElement value, string at) in OneOrMore(json, path))
        {
            string? text = value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Number => value.GetRawText(),
                JsonValueKind.True => "true",
                JsonValueKind.False => "false",
                _ => null,
            };
            Expect(text is not null, at, "A condition value is a string, a number or a boolean.");
            if (!variables || !text!.Contains("${", StringComparison.Ordinal))
            {
                CheckValue(text!, at, test);
            }

            values.Add(text!);
        }

        return values;
    }

    private static void CheckValue(string value, string path, ConditionTest test)
    {
        switch (test)
        {
            case >= ConditionTest.NumericEquals and <= ConditionTest.NumericGreaterThanEquals:
                Expect(NumberSyntax.TryParse(value, out _), path, "This operator compares numbers.");
                break;
            case >= ConditionTest.DateEquals and <= ConditionTest.DateGreaterThanEquals:
                Expect(DateSyntax.TryParse(value, out _), path, "This operator compares dates, in ISO 8601 or in seconds since 1970.");
                break;
            case ConditionTest.Bool or ConditionTest.Null:
                Expect(bool.TryParse(value, out _), path, "This operator takes true or false.");
                break;
            case ConditionTest.BinaryEquals:
                Expect(Convert.TryFromBase64String(value, new byte[value.Length], out _), path, "This operator compares binary values, in base 64.");
                break;
            case ConditionTest.IpAddress or ConditionTest.NotIpAddress:
                Expect(IpAddressRange.TryParse(value, out _), path, "This operator compares IP addresses with an address or a CIDR block.");
                break;
        }
    }
}
