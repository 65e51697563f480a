using System.Buffers.Binary;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using StsSim.Grains.Abstractions.Environment;
using StsSim.Iam.Evaluation;
using StsSim.Iam.Policies;
using StsSim.Operations.Authentication;
using StsSim.Operations.Cluster;

namespace StsSim.Operations.Authorization;

/// <summary>
/// Encoded authorization messages: why a request was denied, sealed so that only DecodeAuthorizationMessage can read
/// it. The layout decoded is AWS's (recorded); how long a message lives is not known, here it is a day.
/// </summary>
public sealed class AuthorizationMessages(ClusterLink cluster, [FromKeyedServices(SimulatedTime.Key)] TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    // A message must fit the 10,240 characters that DecodeAuthorizationMessage takes, in base64url.
    private const int LongestMessage = 7_600;

    private static readonly JsonWriterOptions AsText = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Encode(Caller caller, in AccessRequest request, AccessDecision decision, Explanation explanation)
    {
        byte[] json = Write(caller, request, decision, explanation, withStatements: true);
        if (json.Length > LongestMessage)
        {
            json = Write(caller, request, decision, explanation, withStatements: false);
        }

        byte[] message = new byte[sizeof(long) + json.Length];
        BinaryPrimitives.WriteInt64BigEndian(message, time.GetUtcNow().ToUnixTimeSeconds());
        json.CopyTo(message, sizeof(long));
        return cluster.Environment.AuthorizationMessages.Seal(message);
    }

    /// <summary>The JSON inside, or <see langword="null"/> for what is no message of this cluster or too old.</summary>
    public string? Decode(string text)
    {
        if (cluster.Environment.AuthorizationMessages.Open(text) is not { } message)
        {
            return null;
        }

        var encodedAt = DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(message));
        return encodedAt + Lifetime <= time.GetUtcNow() ? null : Encoding.UTF8.GetString(message.AsSpan(sizeof(long)));
    }

    private static byte[] Write(Caller caller, in AccessRequest request, AccessDecision decision, Explanation explanation, bool withStatements)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, AsText))
        {
            bool explicitDeny = decision.Decision == Decision.ExplicitDeny;
            json.WriteStartObject();
            json.WriteBoolean("allowed", decision.Decision == Decision.Allowed);
            json.WriteBoolean("explicitDeny", explicitDeny);
            BeginItems(json, "matchedStatements");
            if (explicitDeny && withStatements)
            {
                foreach (MatchedStatement matched in explanation.Statements)
                {
                    if (matched.Statement.Effect == Effect.Deny)
                    {
                        WriteStatement(json, matched.Statement);
                    }
                }
            }

            EndItems(json);
            BeginItems(json, "failures");
            EndItems(json);
            WriteContext(json, caller, request);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteContext(Utf8JsonWriter json, Caller caller, in AccessRequest request)
    {
        json.WriteStartObject("context");
        json.WriteStartObject("principal");
        json.WriteString("id", caller.UserId);
        if (caller.User is not null && !caller.IsFederatedUser)
        {
            json.WriteString("name", caller.User.Name);
        }

        json.WriteString("arn", request.Principal.Arn);
        json.WriteEndObject();
        json.WriteString("action", request.Action);
        json.WriteString("resource", request.Resource);
        json.WriteStartObject("conditions");
        json.WriteStartArray("items");
        foreach (string name in CallerConditions.Names.Concat(CallConditions.RequestNames))
        {
            WriteCondition(json, name, request.Context.Find(ConditionKey.Parse(name)));
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteCondition(Utf8JsonWriter json, string name, ConditionValues values)
    {
        if (!values.IsPresent)
        {
            return;
        }

        json.WriteStartObject();
        json.WriteString("key", name);
        BeginItems(json, "values");
        for (int i = 0; i < values.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("value", values[i]);
            json.WriteEndObject();
        }

        EndItems(json);
        json.WriteEndObject();
    }

    // {statementId, effect, principals, principalGroups, actions, resources, conditions}, each list as "items".
    private static void WriteStatement(Utf8JsonWriter json, Statement statement)
    {
        json.WriteStartObject();
        json.WriteString("statementId", statement.Sid ?? "");
        json.WriteString("effect", statement.Effect == Effect.Deny ? "DENY" : "ALLOW");
        WriteTexts(json, "principals", statement.Principals?.Entries.Select(principal => principal.Text) ?? []);
        WriteTexts(json, "principalGroups", []);
        WriteTexts(json, "actions", statement.Actions.Patterns.Select(pattern => pattern.Text));
        WriteTexts(json, "resources", statement.Resources?.Patterns.Select(pattern => pattern.Text) ?? []);
        BeginItems(json, "conditions");
        foreach (Condition condition in statement.Conditions)
        {
            json.WriteStartObject();
            json.WriteString("key", condition.Key);
            WriteTexts(json, "values", condition.Values);
            json.WriteEndObject();
        }

        EndItems(json);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        BeginItems(json, name);
        foreach (string text in texts)
        {
            json.WriteStartObject();
            json.WriteString("value", text);
            json.WriteEndObject();
        }

        EndItems(json);
    }

    private static void BeginItems(Utf8JsonWriter json, string name)
    {
        json.WriteStartObject(name);
        json.WriteStartArray("items");
    }

    private static void EndItems(Utf8JsonWriter json)
    {
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
