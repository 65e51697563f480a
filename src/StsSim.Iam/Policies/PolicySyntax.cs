using System.Text.Json;

namespace StsSim.Iam.Policies;

/// <summary>What IAM calls the syntax of a policy: known elements of the right JSON types. Everything else it words otherwise.</summary>
internal static class PolicySyntax
{
    public static bool IsPolicy(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object
        && json.EnumerateObject().All(element => element.Name switch
        {
            "Version" => JsonShape.IsString(element.Value, "2012-10-17", "2008-10-17"),
            "Id" => element.Value.ValueKind == JsonValueKind.String,
            "Statement" => IsListOf(element.Value, IsStatement) && !IsEmpty(element.Value),
            _ => false,
        })
        && json.TryGetProperty("Statement", out _);

    private static bool IsStatement(JsonElement json) =>
        json.ValueKind == JsonValueKind.Object
        && json.EnumerateObject().All(element => element.Name switch
        {
            "Sid" => element.Value.ValueKind == JsonValueKind.String,
            "Effect" => element.Value.ValueKind == JsonValueKind.String && IsEffect(element.Value.GetString()!),
            "Action" or "NotAction" => IsListOf(element.Value, value => value.ValueKind == JsonValueKind.String),
            "Resource" or "NotResource" => IsListOf(element.Value, value => value.ValueKind is JsonValueKind.String or JsonValueKind.Null),
            "Principal" or "NotPrincipal" => true,
            "Condition" => element.Value.ValueKind == JsonValueKind.Object && element.Value.EnumerateObject().All(IsCondition),
            _ => false,
        })
        && json.TryGetProperty("Effect", out _)
        && !(json.TryGetProperty("Action", out _) && json.TryGetProperty("NotAction", out _))
        && !(json.TryGetProperty("Resource", out _) && json.TryGetProperty("NotResource", out _));

    // In other capitals it is the older parser that minds.
    private static bool IsEffect(string text) =>
        text.Equals("Allow", StringComparison.OrdinalIgnoreCase) || text.Equals("Deny", StringComparison.OrdinalIgnoreCase);

    private static bool IsCondition(JsonProperty block) =>
        block.Value.ValueKind == JsonValueKind.Object
        && (ConditionOperator.Find(block.Name) is not null || !block.Value.EnumerateObject().Any())
        && block.Value.EnumerateObject().All(key => IsListOf(key.Value, IsConditionValue));

    private static bool IsConditionValue(JsonElement value) =>
        value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False;

    private static bool IsListOf(JsonElement json, Predicate<JsonElement> isItem) => JsonShape.OneOrMore(json, "").All(item => isItem(item.Value));

    private static bool IsEmpty(JsonElement json) => json.ValueKind == JsonValueKind.Array && json.GetArrayLength() == 0;
}
