using System.Buffers;
using System.Text.Json;
using static StsSim.Iam.Policies.JsonShape;

namespace StsSim.Iam.Policies;

/// <summary>The grammar of a statement, which depends on the type of its policy.</summary>
internal static class StatementGrammar
{
    private static readonly SearchValues<char> LettersAndDigits =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    /// <param name="variables">Whether <c>${…}</c> is a policy variable, as it is since version 2012-10-17.</param>
    public static Statement Read(JsonElement json, string path, PolicyType type, bool variables)
    {
        Expect(json.ValueKind == JsonValueKind.Object, path, "A statement is a JSON object.");
        string? sid = null;
        Effect? effect = null;
        PrincipalList? principals = null;
        PatternList? actions = null, resources = null;
        List<Condition> conditions = [];
        foreach (JsonProperty element in json.EnumerateObject())
        {
            string at = $"{path}.{element.Name}";
            switch (element.Name)
            {
                case "Sid":
                    sid = ReadSid(element.Value, at, type);
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
                    Expect(type != PolicyType.Trust, at, "A trust policy names no resource.");
                    Expect(resources is null, at, "A statement has one of Resource and NotResource.");
                    resources = ReadResources(element, at);
                    break;
                case "Principal" or "NotPrincipal":
                    Expect(type != PolicyType.Identity, at, "An identity or session policy names no principal.");
                    Expect(principals is null, at, "A statement has one of Principal and NotPrincipal.");
                    principals = PrincipalGrammar.Read(element, at);
                    break;
                case "Condition":
                    conditions = ConditionGrammar.Read(element.Value, at, variables);
                    break;
                default:
                    throw new GrammarException(at, $"'{element.Name}' is no element of a statement.");
            }
        }

        ExpectElement(effect is not null, $"{path}.Effect", "A statement has an Effect.");
        ExpectElement(actions is not null, $"{path}.Action", "A statement has an Action or a NotAction.");
        ExpectElement(type == PolicyType.Trust || resources is not null, $"{path}.Resource", "A statement has a Resource or a NotResource.");
        ExpectElement(type == PolicyType.Identity || principals is not null, $"{path}.Principal", "A statement of this policy has a Principal or a NotPrincipal.");
        return new Statement(sid, effect!.Value, principals, actions!, resources, conditions);
    }

    private static string ReadSid(JsonElement value, string path, PolicyType type)
    {
        string sid = Text(value, path);

        // Services that keep resource policies of their own, such as S3, take more characters than IAM does.
        Expect(type == PolicyType.Resource || !sid.AsSpan().ContainsAnyExcept(LettersAndDigits), path, "Sid holds letters and digits only.");
        return sid;
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
            bool arn = resource.StartsWith("arn:", StringComparison.Ordinal) && resource.AsSpan().Count(':') >= 5;
            Expect(resource == "*" || arn, at, "A resource is \"*\" or an ARN.");
            patterns.Add(new WildcardPattern(resource));
        }

        return new PatternList(patterns, Negated: element.Name == "NotResource", IgnoreCase: false);
    }
}
