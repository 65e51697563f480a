using System.Text.Json;

namespace StsSim.Iam.Policies;

/// <summary>
/// What IAM says is wrong with an identity policy, in the order in which IAM looks: at the syntax of all of it, at its
/// version, at what an older parser of its minds, then at ids, actions and resources (recorded of CreatePolicy, as moto's
/// tests have it). The parser, which is stricter, has the last word.
/// </summary>
public static class IdentityPolicyRules
{
    public const string SyntaxErrors = "Syntax errors in policy.";
    private const string LegacyParsing = "The policy failed legacy parsing";

    /// <param name="isManaged">A managed policy may not have the older version of the language.</param>
    /// <param name="depth">Levels of JSON that are read.</param>
    /// <returns>IAM's sentence, or <see langword="null"/> for a policy in order.</returns>
    public static string? FindFault(string document, bool isManaged, int depth = PolicyParser.DefaultDepth)
    {
        PolicyFault? fault = PolicyParser.Parse(document, PolicyType.Identity, out _, depth);
        if (fault is { IsJson: false })
        {
            return SyntaxErrors;
        }

        try
        {
            using JsonDocument json = JsonDocument.Parse(document, new JsonDocumentOptions { MaxDepth = depth });
            return FindFault(json.RootElement, isManaged) ?? (fault is null ? null : SyntaxErrors);
        }
        catch (InvalidOperationException)
        {
            return SyntaxErrors; // a string holds half a surrogate pair, which is told only when it is read
        }
    }

    private static string? FindFault(JsonElement policy, bool isManaged)
    {
        if (!PolicySyntax.IsPolicy(policy))
        {
            return SyntaxErrors;
        }

        if (isManaged && !(policy.TryGetProperty("Version", out JsonElement version) && version.ValueEquals(PolicyDocument.VersionWithVariables)))
        {
            return "Policy document must be version 2012-10-17 or greater.";
        }

        JsonElement[] statements = [.. Values(policy, "Statement")];
        if (statements.Any(statement => Has(statement, "Principal") || Has(statement, "NotPrincipal")))
        {
            return "Policy document should not specify a principal.";
        }

        string? resourceFault = null;
        if (!statements.All(IsKnownToLegacyParser) || !LegacyParserTakesResources(statements, ref resourceFault))
        {
            return LegacyParsing;
        }

        return FindSidFault(statements)
            ?? (statements.All(statement => Texts(statement, "Action", "NotAction").Any()) ? null : "Policy statement must contain actions.")
            ?? resourceFault
            ?? First(statements.SelectMany(statement => Texts(statement, "Action", "NotAction")), ActionRules.FindFault)
            ?? (statements.All(statement => Texts(statement, "Resource", "NotResource").Any()) ? null : "Policy statement must contain resources.");
    }

    private static bool IsKnownToLegacyParser(JsonElement statement) =>
        JsonShape.IsString(statement.GetProperty("Effect"), "Allow", "Deny")
        && (!statement.TryGetProperty("Condition", out JsonElement conditions) || conditions.EnumerateObject().All(HasDates));

    private static bool HasDates(JsonProperty block) =>
        ConditionOperator.Find(block.Name) is not { Test: >= ConditionTest.DateEquals and <= ConditionTest.DateGreaterThanEquals }
        || block.Value.EnumerateObject().All(key => Texts(key.Value).All(
            text => text.Contains("${", StringComparison.Ordinal) || DateSyntax.TryParse(text, out _)));

    // Once a resource is found wrong otherwise, those behind it are no longer read in the old way.
    private static bool LegacyParserTakesResources(JsonElement[] statements, ref string? fault)
    {
        foreach (JsonElement statement in statements)
        {
            string[] resources = [.. Texts(statement, "Resource", "NotResource")];
            fault ??= First(resources, ResourceRules.FindFault);
            if (fault is null && !resources.All(ResourceRules.IsKnownToLegacyParser))
            {
                return false;
            }
        }

        return true;
    }

    private static string? FindSidFault(JsonElement[] statements)
    {
        var sids = new HashSet<string>();
        foreach (JsonElement statement in statements)
        {
            string sid = statement.TryGetProperty("Sid", out JsonElement value) ? value.GetString()! : "";
            if (sid.Length > 0 && !sids.Add(sid))
            {
                return "Statement IDs (SID) in a single policy must be unique.";
            }
        }

        return sids.All(sid => sid.All(char.IsAsciiLetterOrDigit))
            ? null
            : "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*";
    }

    private static string? First(IEnumerable<string> texts, Func<string, string?> rule) => texts.Select(rule).FirstOrDefault(fault => fault is not null);

    private static bool Has(JsonElement element, string name) => element.TryGetProperty(name, out _);

    private static IEnumerable<string> Texts(JsonElement statement, string name, string negated) =>
        Values(statement, name).Concat(Values(statement, negated)).Where(value => value.ValueKind == JsonValueKind.String).Select(value => value.GetString()!);

    private static IEnumerable<string> Texts(JsonElement value) =>
        JsonShape.OneOrMore(value, "").Select(item => item.Value.ValueKind == JsonValueKind.String ? item.Value.GetString()! : item.Value.GetRawText());

    private static IEnumerable<JsonElement> Values(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) ? JsonShape.OneOrMore(value, "").Select(item => item.Value) : [];
}
