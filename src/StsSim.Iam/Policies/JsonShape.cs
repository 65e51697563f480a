using System.Text.Json;

namespace StsSim.Iam.Policies;

/// <summary>The shapes that the elements of a policy are written in.</summary>
internal static class JsonShape
{
    /// <exception cref="GrammarException">The condition does not hold.</exception>
    public static void Expect(bool condition, string path, string reason)
    {
        if (!condition)
        {
            throw new GrammarException(path, reason);
        }
    }

    /// <exception cref="GrammarException">The element is not there.</exception>
    public static void ExpectElement(bool isPresent, string path, string reason)
    {
        if (!isPresent)
        {
            throw new GrammarException(path, reason) { IsMissing = true };
        }
    }

    /// <summary>The elements of an array with their paths, or the one value that stands for itself.</summary>
    public static IEnumerable<(JsonElement Value, string Path)> OneOrMore(JsonElement value, string path)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            yield return (value, path);
            yield break;
        }

        int index = 0;
        foreach (JsonElement item in value.EnumerateArray())
        {
            yield return (item, $"{path}[{index++}]");
        }
    }

    /// <exception cref="GrammarException">The value is no string.</exception>
    public static string Text(JsonElement value, string path)
    {
        Expect(value.ValueKind == JsonValueKind.String, path, "Expected a string.");
        return value.GetString()!;
    }

    public static bool IsString(JsonElement value, params ReadOnlySpan<string> choices)
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
