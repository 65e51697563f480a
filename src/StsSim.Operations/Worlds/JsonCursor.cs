using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using StsSim.Iam.Identities;

namespace StsSim.Operations.Worlds;

/// <summary>A place in a JSON document that is being read, which notes every error under its path and reads on.</summary>
public readonly struct JsonCursor
{
    // System.Text.Json looks at escapes only when a string is read, and then "\ud800" is no text.
    private const string Iso8601 = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK";

    public const string HalfPair = "holds half a surrogate pair";

    internal static readonly JsonSerializerOptions AsWritten = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<WorldFileError> _errors;
    private readonly TemplateInstance? _template;

    public JsonCursor(JsonElement element, string path, List<WorldFileError> errors)
        : this(element, path, errors, template: null)
    {
    }

    private JsonCursor(JsonElement element, string path, List<WorldFileError> errors, TemplateInstance? template)
    {
        Element = element;
        Path = path;
        _errors = errors;
        _template = template;
    }

    public JsonElement Element { get; }

    public string Path { get; }

    /// <summary>The number of the instance of a template that is being read; 1 outside of templates.</summary>
    internal int TemplateNumber => _template?.Number ?? 1;

    /// <summary>Notes an error; one that every instance of a template has, once.</summary>
    public void Error(string reason)
    {
        string path = Path;
        if (_template is null || !_errors.Exists(error => error.Path == path))
        {
            _errors.Add(new WorldFileError(path, reason));
        }
    }

    public JsonCursor At(string path, JsonElement element) => new(element, path, _errors, _template);

    /// <summary>This place in an instance of a template.</summary>
    internal JsonCursor In(TemplateInstance template) => new(Element, Path, _errors, template);

    /// <summary>This place once the id of its account is known, which a template may name.</summary>
    internal JsonCursor In(AccountId account) => _template is null ? this : In(_template.In(account));

    /// <summary>Whether this is an object with no members but <paramref name="known"/>; notes the others.</summary>
    public bool IsObject(params ReadOnlySpan<string> known)
    {
        if (Element.ValueKind != JsonValueKind.Object)
        {
            Error("must be an object");
            return false;
        }

        if (_template is not null && !_template.IsFirstVisit(Path))
        {
            return true;
        }

        try
        {
            foreach (JsonProperty member in Element.EnumerateObject())
            {
                if (!known.Contains(member.Name))
                {
                    string guess = Spelling.Nearest(member.Name, known) is { } near ? $"; did you mean {near}?" : $"; known are {string.Join(", ", known!)}";
                    At($"{Path}.{member.Name}", member.Value).Error($"is not known here{guess}");
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

        return list.Items();
    }

    /// <summary>The items of this list.</summary>
    public IEnumerable<JsonCursor> Items()
    {
        JsonCursor list = this;
        if (Element.ValueKind != JsonValueKind.Array)
        {
            Error("must be a list");
            return [];
        }

        return Element.EnumerateArray().Select((item, i) => list.At($"{list.Path}[{i}]", item));
    }

    /// <summary>The items of a list member, a template among them as often as its <c>count</c> says.</summary>
    /// <param name="account">The account they are in, where they are no accounts.</param>
    internal IEnumerable<JsonCursor> Instances(string name, AccountId? account = null) =>
        Items(name).SelectMany(item => TemplateReader.Expand(item, account));

    /// <summary>
    /// A member that costs something to read. In a template it is read once, and shared by the instances, unless what is
    /// written there differs among them; one that is absent is, too.
    /// </summary>
    internal T Shared<T>(string name, Func<JsonCursor, T> read)
        where T : class
    {
        JsonCursor owner = this;
        TryMember(name, out JsonCursor member);
        return _template is null ? read(owner) : _template.Shared(member, () => read(owner));
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

        return map.Members();
    }

    private IEnumerable<(string Name, JsonCursor Value)> Members()
    {
        JsonCursor map = this;
        return Element.EnumerateObject().Select(member => (map.Fill(member.Name), map.At($"{map.Path}.{member.Name}", member.Value)));
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
            return Fill(Element.GetString()!);
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
            return Fill(JsonSerializer.Serialize(Element, AsWritten));
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

    /// <summary>Likewise, of a text that has to say something.</summary>
    public string RequiredWord(string name)
    {
        string word = RequiredText(name);
        if (word.Length == 0 && TryMember(name, out JsonCursor member) && member.Element.ValueKind == JsonValueKind.String)
        {
            member.Error("must not be empty");
        }

        return word;
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

    /// <summary>A number member that has to be there and lie in a range; the least of it, noted, where it does not.</summary>
    public double RequiredNumber(string name, double least, double most)
    {
        if (TryMember(name, out _))
        {
            return OptionalNumber(name, least, most) ?? least;
        }

        At($"{Path}.{name}", default).Error("is missing");
        return least;
    }

    /// <summary>A whole number member that has to be there and lie in a range; the least of it, noted, where it does not.</summary>
    public int RequiredWhole(string name, int least, int most)
    {
        if (TryMember(name, out _))
        {
            return OptionalWhole(name, least, most) ?? least;
        }

        At($"{Path}.{name}", default).Error("is missing");
        return least;
    }

    /// <summary>A number member in a range, or <see langword="null"/>, noted where it is none.</summary>
    public double? OptionalNumber(string name, double least, double most)
    {
        if (!TryMember(name, out JsonCursor member) || member.Number() is not { } value)
        {
            return null;
        }

        if (value >= least && value <= most)
        {
            return value;
        }

        member.Error(string.Create(CultureInfo.InvariantCulture, $"must lie between {least} and {most}"));
        return null;
    }

    /// <summary>A whole number member in a range, or <see langword="null"/>, noted where it is none.</summary>
    public int? OptionalWhole(string name, int least, int most) => TryMember(name, out JsonCursor member) ? member.Whole(least, most) : null;

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

    /// <summary>A whole number, or <see langword="null"/>, noted, where this is none in the range.</summary>
    public int? Whole(int least, int most)
    {
        if (Element.ValueKind == JsonValueKind.Number && Element.TryGetDouble(out double value) && value >= least && value <= most && value == Math.Floor(value))
        {
            return (int)value;
        }

        Error($"must be a whole number between {least} and {most}");
        return null;
    }

    /// <summary>A point in time, as <c>2026-11-27T12:00:00Z</c>; <see langword="default"/> where the member is absent.</summary>
    public DateTimeOffset OptionalTime(string name)
    {
        if (!TryMember(name, out JsonCursor member))
        {
            return default;
        }

        string text = member.Text() ?? "";
        if (!DateTimeOffset.TryParseExact(text, Iso8601, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time))
        {
            member.Error("must be a point in time such as 2026-11-27T12:00:00Z");
        }

        return time.ToUniversalTime();
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

    private string Fill(string text) => _template is null ? text : _template.Fill(text, Path);
}
