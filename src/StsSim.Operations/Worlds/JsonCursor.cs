using System.Text.Encodings.Web;
using System.Text.Json;

namespace StsSim.Operations.Worlds;

/// <summary>A place in a JSON document that is being read, which notes every error under its path and reads on.</summary>
public readonly struct JsonCursor(JsonElement element, string path, List<WorldFileError> errors)
{
    // System.Text.Json looks at escapes only when a string is read, and then "\ud800" is no text.
    public const string HalfPair = "holds half a surrogate pair";

    private static readonly JsonSerializerOptions AsWritten = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public JsonElement Element { get; } = element;

    public string Path { get; } = path;

    public void Error(string reason) => errors.Add(new WorldFileError(Path, reason));

    public JsonCursor At(string path, JsonElement element) => new(element, path, errors);

    /// <summary>Whether this is an object with no members but <paramref name="known"/>; notes the others.</summary>
    public bool IsObject(params ReadOnlySpan<string> known)
    {
        if (Element.ValueKind != JsonValueKind.Object)
        {
            Error("must be an object");
            return false;
        }

        try
        {
            foreach (JsonProperty member in Element.EnumerateObject())
            {
                if (!known.Contains(member.Name))
                {
                    At($"{Path}.{member.Name}", member.Value).Error($"is not known here; known are {string.Join(", ", known!)}");
                }
            }

            return true;
        }
        catch (InvalidOperationException)
        {
            Error(HalfPair);
            return false;
        }
    }

    /// <summary>Whether this is an object, whatever its members.</summary>
    public bool IsAnyObject()
    {
        if (Element.ValueKind == JsonValueKind.Object)
        {
            return true;
        }

        Error("must be an object");
        return false;
    }

    public bool TryMember(string name, out JsonCursor member)
    {
        bool found = Element.ValueKind == JsonValueKind.Object && Element.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null;
        member = At($"{Path}.{name}", found ? Element.GetProperty(name) : default);
        return found;
    }

    /// <summary>The items of a list member; none where it is absent.</summary>
    public IEnumerable<JsonCursor> Items(string name)
    {
        if (!TryMember(name, out JsonCursor list))
        {
            return [];
        }

        if (list.Element.ValueKind != JsonValueKind.Array)
        {
            list.Error("must be a list");
            return [];
        }

        return list.Element.EnumerateArray().Select((item, i) => list.At($"{list.Path}[{i}]", item));
    }

    /// <summary>The members of an object member, by name; none where it is absent.</summary>
    public IEnumerable<(string Name, JsonCursor Value)> Members(string name)
    {
        if (!TryMember(name, out JsonCursor map))
        {
            return [];
        }

        if (map.Element.ValueKind != JsonValueKind.Object)
        {
            map.Error("must be an object");
            return [];
        }

        return map.Element.EnumerateObject().Select(member => (member.Name, map.At($"{map.Path}.{member.Name}", member.Value)));
    }

    public string? Text()
    {
        if (Element.ValueKind != JsonValueKind.String)
        {
            Error("must be a string");
            return null;
        }

        try
        {
            return Element.GetString();
        }
        catch (InvalidOperationException)
        {
            Error(HalfPair);
            return null;
        }
    }

    /// <summary>This as JSON of its own, without the comments and trailing commas that only a world file may hold.</summary>
    public string? Json()
    {
        try
        {
            return JsonSerializer.Serialize(Element, AsWritten);
        }
        catch (JsonException)
        {
            Error(HalfPair);
            return null;
        }
    }

    public string? OptionalText(string name) => TryMember(name, out JsonCursor member) ? member.Text() : null;

    /// <summary>A text member that has to be there; empty, and noted, where it is not.</summary>
    public string RequiredText(string name)
    {
        if (TryMember(name, out JsonCursor member))
        {
            return member.Text() ?? "";
        }

        At($"{Path}.{name}", default).Error("is missing");
        return "";
    }

    /// <summary>A boolean member, <see langword="false"/> where it is absent.</summary>
    public bool OptionalFlag(string name)
    {
        if (!TryMember(name, out JsonCursor member))
        {
            return false;
        }

        if (member.Element.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            member.Error("must be true or false");
        }

        return member.Element.ValueKind == JsonValueKind.True;
    }

    public double? OptionalNumber(string name) => TryMember(name, out JsonCursor member) ? member.Number() : null;

    /// <summary>A member that is one of an enumeration's names, ignoring case.</summary>
    public T Choice<T>(string name, T otherwise)
        where T : struct, Enum
    {
        if (!TryMember(name, out JsonCursor member))
        {
            return otherwise;
        }

        string text = member.Text() ?? "";
        foreach (T value in Enum.GetValues<T>())
        {
            if (value.ToString().Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                return value;
            }
        }

        member.Error($"must be one of {string.Join(", ", Enum.GetNames<T>().Select(JsonNamingPolicy.CamelCase.ConvertName))}");
        return otherwise;
    }

    public double? Number()
    {
        if (Element.ValueKind == JsonValueKind.Number && Element.TryGetDouble(out double value) && double.IsFinite(value))
        {
            return value;
        }

        Error("must be a number");
        return null;
    }
}
