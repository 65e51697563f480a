using System.Text.Json;
using StsSim.Iam.Policies;

namespace StsSim.Operations.Worlds;

/// <summary>Reads a policy document in a world file or a control request: an object, or a text of JSON.</summary>
public static class PolicyText
{
    /// <summary>The document's text, its faults noted; <see langword="null"/> where the member is absent.</summary>
    public static string? Read(JsonCursor owner, string member, PolicyType type) =>
        owner.TryMember(member, out JsonCursor policy) ? Read(policy, type, out _) : null;

    /// <summary>The policy, or <see langword="null"/> where the member is absent or its fault is noted.</summary>
    public static PolicyDocument? Parse(JsonCursor owner, string member, PolicyType type)
    {
        PolicyDocument? policy = null;
        if (owner.TryMember(member, out JsonCursor cursor))
        {
            Read(cursor, type, out policy);
        }

        return policy;
    }

    internal static string Read(JsonCursor cursor, PolicyType type, out PolicyDocument? policy)
    {
        policy = null;
        string? text = cursor.Element.ValueKind == JsonValueKind.String ? cursor.Text() : cursor.Json();
        if (text is null)
        {
            return "{}";
        }

        if (PolicyParser.Parse(text, type, out policy) is { } fault)
        {
            cursor.At(cursor.Path + fault.Path[1..], default).Error(fault.Reason);
            return "{}";
        }

        return text;
    }
}
