using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace StsSim.Iam.Policies;

/// <summary>Prints a policy: elements in the order of the grammar, one value plain and several as an array.</summary>
internal static class PolicyWriter
{
    // A policy is no HTML; quotes inside strings are still escaped.
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(PolicyDocument policy)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Compact))
        {
            json.WriteStartObject();
            WriteOptional(json, "Version", policy.Version);
            WriteOptional(json, "Id", policy.Id);
            json.WriteStartArray("Statement");
            foreach (Statement statement in policy.Statements)
            {
                WriteStatement(json, statement);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void WriteStatement(Utf8JsonWriter json, Statement statement)
    {
        json.WriteStartObject();
        WriteOptional(json, "Sid", statement.Sid);
        json.WriteString("Effect", statement.Effect == Effect.Allow ? "Allow" : "Deny");
        if (statement.Principals is { } principals)
        {
            WritePrincipals(json, principals);
        }

        WritePatterns(json, statement.Actions.Negated ? "NotAction" : "Action", statement.Actions);
        if (statement.Resources is { } resources)
        {
            WritePatterns(json, resources.Negated ? "NotResource" : "Resource", resources);
        }

        if (statement.HasConditions)
        {
            WriteConditions(json, statement.Conditions);
        }

        json.WriteEndObject();
    }

    private static void WritePrincipals(Utf8JsonWriter json, PrincipalList principals)
    {
        json.WritePropertyName(principals.Negated ? "NotPrincipal" : "Principal");
        if (principals.Entries is [{ Kind: PrincipalKind.Any }])
        {
            json.WriteStringValue("*");
            return;
        }

        json.WriteStartObject();
        foreach (IGrouping<PrincipalKind, PrincipalEntry> kind in principals.Entries.GroupBy(entry => entry.Kind))
        {
            json.WritePropertyName(PrincipalGrammar.NameOf(kind.Key));
            WriteValues(json, [.. kind.Select(entry => entry.Text)]);
        }

        json.WriteEndObject();
    }

    private static void WritePatterns(Utf8JsonWriter json, string name, PatternList patterns)
    {
        json.WritePropertyName(name);
        WriteValues(json, [.. patterns.Patterns.Select(pattern => pattern.Text)]);
    }

    private static void WriteConditions(Utf8JsonWriter json, IReadOnlyList<Condition> conditions)
    {
        json.WriteStartObject("Condition");
        foreach (IGrouping<string, Condition> block in conditions.GroupBy(condition => condition.Operator.Name))
        {
            json.WriteStartObject(block.Key);
            foreach (Condition condition in block)
            {
                json.WritePropertyName(condition.Key);
                WriteValues(json, condition.Values);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteValues(Utf8JsonWriter json, IReadOnlyList<string> values)
    {
        if (values is [string only])
        {
            json.WriteStringValue(only);
            return;
        }

        json.WriteStartArray();
        foreach (string value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
