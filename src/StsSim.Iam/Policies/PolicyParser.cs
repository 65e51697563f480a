using System.Text.Json;
using static StsSim.Iam.Policies.JsonShape;

namespace StsSim.Iam.Policies;

/// <summary>
/// Parses the IAM policy grammar (IAM User Guide, "Grammar of the IAM JSON policy language"): every element in its
/// place, known and spelled exactly.
/// </summary>
public static class PolicyParser
{
    /// <summary>Levels of JSON that are read. A policy in order has six, down to the list of a condition's values.</summary>
    public const int DefaultDepth = 16;

    /// <summary>The fault, or <see langword="null"/> and a policy.</summary>
    /// <param name="depth">Levels of JSON that are read; a deeper text counts as no JSON.</param>
    public static PolicyFault? Parse(string text, PolicyType type, out PolicyDocument? policy, int depth = DefaultDepth)
    {
        policy = null;
        try
        {
            using JsonDocument json = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = depth });
            policy = ReadPolicy(json.RootElement, type);
            return null;
        }
        catch (JsonException e)
        {
            return new PolicyFault(IsJson: false, "$", $"Not valid JSON: {e.Message}");
        }
        catch (ArgumentException)
        {
            // So says System.Text.Json of text that is no UTF-16.
            return new PolicyFault(IsJson: false, "$", "The text holds half a surrogate pair.");
        }
        catch (InvalidOperationException)
        {
            // System.Text.Json looks at escapes only when a string is read, and then "\ud800" is no text.
            return new PolicyFault(IsJson: true, "$", "A string holds half a surrogate pair.");
        }
        catch (GrammarException e)
        {
            return e.ToFault();
        }
    }

    private static PolicyDocument ReadPolicy(JsonElement root, PolicyType type)
    {
        Expect(root.ValueKind == JsonValueKind.Object, "$", "A policy is a JSON object.");
        string? version = null, id = null;
        JsonElement statements = default;
        foreach (JsonProperty element in root.EnumerateObject())
        {
            string path = $"$.{element.Name}";
            switch (element.Name)
            {
                case "Version":
                    Expect(IsString(element.Value, "2012-10-17", "2008-10-17"), path, "Version is \"2012-10-17\" or \"2008-10-17\".");
                    version = element.Value.GetString();
                    break;
                case "Id":
                    Expect(element.Value.ValueKind == JsonValueKind.String, path, "Id is a string.");
                    id = element.Value.GetString();
                    break;
                case "Statement":
                    statements = element.Value;
                    break;
                default:
                    throw new GrammarException(path, $"'{element.Name}' is no element of a policy.");
            }
        }

        // The version, wherever it stands, decides what the statements may hold.
        return new PolicyDocument(version, id, ReadStatements(statements, type, version == PolicyDocument.VersionWithVariables));
    }

    private static List<Statement> ReadStatements(JsonElement json, PolicyType type, bool variables)
    {
        const string Path = "$.Statement";
        var statements = new List<Statement>();
        var sids = new HashSet<string>();
        if (json.ValueKind != JsonValueKind.Undefined)
        {
            foreach ((JsonElement value, string at) in OneOrMore(json, Path))
            {
                Statement statement = StatementGrammar.Read(value, at, type, variables);
                bool unique = string.IsNullOrEmpty(statement.Sid) || sids.Add(statement.Sid);
                Expect(unique, $"{at}.Sid", "Statement IDs (SID) in a single policy must be unique.");
                statements.Add(statement);
            }
        }

        Expect(statements.Count > 0, Path, "A policy has at least one statement.");
        return statements;
    }
}
