using System.Text.Json;

namespace StsSim.Iam.Policies;

/// <summary>
/// Parses the IAM policy grammar (IAM User Guide, "Grammar of the IAM JSON policy language"): every element in its
/// place, known and spelled exactly.
/// </summary>
public static class PolicyParser
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>The fault, or <see langword="null"/> and a policy.</summary>
    public static PolicyFault? Parse(string text, PolicyType type, out PolicyDocument? policy)
    {
        policy = null;
        try
        {
            using JsonDocument json = JsonDocument.Parse(text, Strict);
            policy = ReadPolicy(json.RootElement, type);
            return null;
        }
        catch (JsonException e)
        {
            return new PolicyFault(IsJson: false, "$", $"Not valid JSON: {e.Message}");
        }
        catch (InvalidOperationException)
        {
            // System.Text.Json looks at escapes only when a string is read, and then "\ud800" is no text.
            return new PolicyFault(IsJson: true, "$", "A string holds half a surrogate pair.");
        }
        catch (GrammarException e)
        {
            return new PolicyFault(IsJson: true, e.Path, e.Message);
        }
    }

    private static PolicyDocument ReadPolicy(JsonElement root, PolicyType type)
    {
        Expect(root.ValueKind == JsonValueKind.Object, "$", "A policy is a JSON object.");
        List<Statement>? statements = null;
        foreach (JsonProperty element in root.EnumerateObject())
        {
            string path = $"$.{element.Name}";
            switch (element.Name)
            {
                case "Version":
                    Expect(IsString(element.Value, "2012-10-17", "2008-10-17"), path, "Version is \"2012-10-17\" or \"2008-10-17\".");
                    break;
                case "Id":
                    Expect(element.Value.ValueKind == JsonValueKind.String, path, "Id is a string.");
                    break;
                case "Statement":
                    statements = [.. OneOrMore(element.Value, path).Select(s => ReadStatement(s.Value, s.Path, type))];
                    break;
                default:
                    throw new GrammarException(path, $"'{element.Name}' is no element of a policy.");
            }
        }

        Expect(statements is { Count: > 0 }, "$.Statement", "A policy has at least one statement.");
        bool variables = statements!.Any(s => s.Resources?.Patterns.Any(p => p.Text.Contains("${", StringComparison.Ordinal)) ?? false);
        return new PolicyDocument(statements!, variables);
    }

    private static Statement ReadStatement(JsonElement json, string path, PolicyType type)
    {
        Expect(json.ValueKind == JsonValueKind.Object, path, "A statement is a JSON object.");
        string? sid = null;
        Effect? effect = null;
        PatternList? actions = null, resources = null;
        bool principals = false, conditions = false;
        foreach (JsonProperty element in json.EnumerateObject())
        {
            string at = $"{path}.{element.Name}";
            switch (element.Name)
            {
                case "Sid":
                    Expect(element.Value.ValueKind == JsonValueKind.String, at, "Sid is a string.");
                    sid = element.Value.GetString();
                    Expect(sid!.All(char.IsAsciiLetterOrDigit), at, "Sid holds letters and digits only.");
                    break;
                case "Effect":
                    Expect(IsString(element.Value, "Allow", "Deny"), at, "Effect is \"Allow\" or \"Deny\".");
                    effect = element.Value.ValueEquals("Allow") ? Effect.Allow : Effect.Deny;
                    break;
                case "Action" or "NotAction":
                    Expect(actions is null, at, "A statement has one of Action and NotAction.");
                    actions = ReadActions(element, at);
                    break;
                case "Resource" or "NotResource":
                    Expect(type == PolicyType.Identity, at, "A trust policy names no resource.");
                    Expect(resources is null, at, "A statement has one of Resource and NotResource.");
                    resources = ReadResources(element, at);
                    break;
                case "Principal" or "NotPrincipal":
                    Expect(type == PolicyType.Trust, at, "An identity or session policy names no principal.");
                    Expect(!principals, at, "A statement has one of Principal and NotPrincipal.");
                    CheckPrincipal(element.Value, at);
                    principals = true;
                    break;
                case "Condition":
                    ConditionGrammar.Check(element.Value, at);
                    conditions = element.Value.EnumerateObject().Any();
                    break;
                default:
                    throw new GrammarException(at, $"'{element.Name}' is no element of a statement.");
            }
        }

        Expect(effect is not null, $"{path}.Effect", "A statement has an Effect.");
        Expect(actions is not null, $"{path}.Action", "A statement has an Action or a NotAction.");
        Expect(type != PolicyType.Identity || resources is not null, $"{path}.Resource", "A statement has a Resource or a NotResource.");
        Expect(type != PolicyType.Trust || principals, $"{path}.Principal", "A statement of a trust policy has a Principal.");
        return new Statement(sid, effect!.Value, actions!, resources, conditions);
    }

    private static PatternList ReadActions(JsonProperty element, string path)
    {
        var patterns = new List<WildcardPattern>();
        foreach ((JsonElement value, string at) in OneOrMore(element.Value, path))
        {
            string action = Text(value, at);
            int colon = action.IndexOf(':', StringComparison.Ordinal);
            Expect(action == "*" || (colon > 0 && colon < action.Length - 1), at, "An action is \"*\" or \"service:name\".");
            patterns.Add(new WildcardPattern(action));
        }

        return new PatternList(patterns, Negated: element.Name == "NotAction", IgnoreCase: true);
    }

    private static PatternList ReadResources(JsonProperty element, string path)
    {
        var patterns = new List<WildcardPattern>();
        foreach ((JsonElement value, string at) in OneOrMore(element.Value, path))
        {
            string resource = Text(value, at);
            bool arn = resource.StartsWith("arn:", StringComparison.Ordinal) && resource.Count(':') >= 5;
            Expect(resource == "*" || arn, at, "A resource is \"*\" or an ARN.");
            patterns.Add(new WildcardPattern(resource));
        }

        return new PatternList(patterns, Negated: element.Name == "NotResource", IgnoreCase: false);
    }

    private static void CheckPrincipal(JsonElement principal, string path)
    {
        if (IsString(principal, "*"))
        {
            return;
        }

        Expect(principal.ValueKind == JsonValueKind.Object, path, "A principal is \"*\" or an object.");
        foreach (JsonProperty kind in principal.EnumerateObject())
        {
            string at = $"{path}.{kind.Name}";
            Expect(kind.Name is "AWS" or "Service" or "Federated" or "CanonicalUser", at, $"'{kind.Name}' is no type of principal.");
            foreach ((JsonElement value, string valueAt) in OneOrMore(kind.Value, at))
            {
                Expect(Text(value, valueAt).Length > 0, valueAt, "A principal is not empty.");
            }
        }
    }

    internal static IEnumerable<(JsonElement Value, string Path)> OneOrMore(JsonElement value, string path) =>
        value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Select((item, i) => (item, $"{path}[{i}]"))
            : [(value, path)];

    internal static void Expect(bool condition, string path, string reason)
    {
        if (!condition)
        {
            throw new GrammarException(path, reason);
        }
    }

    private static string Text(JsonElement value, string path)
    {
        Expect(value.ValueKind == JsonValueKind.String, path, "Expected a string.");
        return value.GetString()!;
    }

    private static bool IsString(JsonElement value, params ReadOnlySpan<string> choices)
    {
        foreach (string choice in choices)
        {
            if (value.ValueKind == JsonValueKind.String && value.ValueEquals(choice))
            {
                return true;
            }
        }

        return false;
    }
}
