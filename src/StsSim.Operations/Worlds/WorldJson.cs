using System.Text.Json;
using StsSim.Iam.Identities;

namespace StsSim.Operations.Worlds;

/// <summary>Writes what the things of a world file are made of, and leaves out what is empty or follows from the rest.</summary>
/// <param name="withSecrets">Without, each secret is written as a reference to an environment variable.</param>
internal sealed class WorldJson(Stream output, bool withSecrets) : IAsyncDisposable
{
    private const int BytesToFlush = 64 * 1024;

    public Utf8JsonWriter Writer { get; } = new(output, new JsonWriterOptions { Indented = true, Encoder = JsonCursor.AsWritten.Encoder });

    public ValueTask DisposeAsync() => Writer.DisposeAsync();

    public void Secret(string name, string secret, string variable)
    {
        if (withSecrets)
        {
            Writer.WriteString(name, secret);
            return;
        }

        Writer.WriteStartObject(name);
        Writer.WriteString("env", WorldSecrets.VariablePrefix + string.Concat(variable.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_')));
        Writer.WriteEndObject();
    }

    public void Documents(string name, IReadOnlyDictionary<string, string> documents)
    {
        if (documents.Count > 0)
        {
            Map(name, documents);
        }
    }

    public void Map(string name, IReadOnlyDictionary<string, string> documents)
    {
        Writer.WriteStartObject(name);
        foreach ((string documentName, string document) in documents)
        {
            Document(documentName, document);
        }

        Writer.WriteEndObject();
    }

    // IAM gives a document back as it was given: one that is spaced in some way of its own stays a text.
    public void Document(string name, string document)
    {
        using JsonDocument? parsed = Parse(document);
        Writer.WritePropertyName(name);
        if (parsed is not null && JsonSerializer.Serialize(parsed.RootElement, JsonCursor.AsWritten) == document)
        {
            parsed.RootElement.WriteTo(Writer);
        }
        else
        {
            Writer.WriteStringValue(document);
        }
    }

    private static JsonDocument? Parse(string document)
    {
        try
        {
            return JsonDocument.Parse(document);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public void Id(string id, string prefix, AccountId account, string derivedFrom)
    {
        if (id != UniqueId.Derive(prefix, account, derivedFrom))
        {
            Writer.WriteString("id", id);
        }
    }

    public void Path(string path)
    {
        if (path != "/")
        {
            Writer.WriteString("path", path);
        }
    }

    public void Time(string name, DateTimeOffset time)
    {
        if (time != default)
        {
            Writer.WriteString(name, time.UtcDateTime);
        }
    }

    public void Tags(IReadOnlyDictionary<string, string> tags)
    {
        if (tags.Count == 0)
        {
            return;
        }

        Writer.WriteStartObject("tags");
        foreach ((string key, string value) in tags)
        {
            Writer.WriteString(key, value);
        }

        Writer.WriteEndObject();
    }

    public void Optional(string name, string? text)
    {
        if (text is not null)
        {
            Writer.WriteString(name, text);
        }
    }

    public void Texts(string name, IReadOnlyList<string> texts)
    {
        if (texts.Count == 0)
        {
            return;
        }

        Writer.WriteStartArray(name);
        foreach (string text in texts)
        {
            Writer.WriteStringValue(text);
        }

        Writer.WriteEndArray();
    }

    public void List<T>(string name, IReadOnlyList<T> items, Action<T> write)
    {
        if (items.Count == 0)
        {
            return;
        }

        Writer.WriteStartArray(name);
        foreach (T item in items)
        {
            Writer.WriteStartObject();
            write(item);
            Writer.WriteEndObject();
        }

        Writer.WriteEndArray();
    }

    public async Task ListAsync<T>(string name, IReadOnlyList<T> items, Action<T> write)
    {
        if (items.Count == 0)
        {
            return;
        }

        Writer.WriteStartArray(name);
        foreach (T item in items)
        {
            Writer.WriteStartObject();
            write(item);
            Writer.WriteEndObject();
            if (Writer.BytesPending > BytesToFlush)
            {
                await Writer.FlushAsync();
            }
        }

        Writer.WriteEndArray();
    }
}
