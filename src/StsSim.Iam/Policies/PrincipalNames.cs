using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace StsSim.Iam.Policies;

/// <summary>
/// The names that stand for AWS principals in a policy's text, and the text with other names in their places: all the
/// rest of it stays byte for byte as it was written.
/// </summary>
public sealed class PrincipalNames
{
    private readonly string _policy;
    private readonly byte[] _utf8;
    private readonly List<(int Start, int Length, PrincipalName Name)> _places = [];

    private PrincipalNames(string policy)
    {
        _policy = policy;
        _utf8 = Encoding.UTF8.GetBytes(policy);
        var json = new Utf8JsonReader(_utf8);
        ReadPolicy(ref json);
    }

    private delegate void ValueReader(ref Utf8JsonReader json, string path);

    /// <summary>As they stand in the text, one after the other; a name that stands twice is there twice.</summary>
    public IEnumerable<PrincipalName> All => _places.Select(place => place.Name);

    /// <param name="policy">Any JSON; names are looked for where the policy grammar has them.</param>
    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static PrincipalNames In(string policy) => new(policy);

    /// <summary>The policy with other names.</summary>
    /// <param name="nameFor">The name to stand in another's place, or <see langword="null"/> where the one that is there stays.</param>
    public string Replace(Func<string, string?> nameFor)
    {
        var text = new MemoryStream(_utf8.Length);
        int copied = 0;
        foreach ((int start, int length, PrincipalName name) in _places)
        {
            if (nameFor(name.Text) is { } other && other != name.Text)
            {
                text.Write(_utf8.AsSpan(copied..start));
                text.WriteByte((byte)'"');
                text.Write(JsonEncodedText.Encode(other, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes);
                text.WriteByte((byte)'"');
                copied = start + length;
            }
        }

        if (copied == 0)
        {
            return _policy;
        }

        text.Write(_utf8.AsSpan(copied));
        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }

    private void ReadPolicy(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
        {
            return;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("Statement"u8))
            {
                ReadOneOrMore(ref json, "$.Statement", ReadStatement);
            }
            else
            {
                json.Skip();
            }
        }
    }

    private void ReadStatement(ref Utf8JsonReader json, string path)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("Principal"u8) || json.ValueTextEquals("NotPrincipal"u8))
            {
                string at = $"{path}.{json.GetString()}";
                json.Read();
                ReadPrincipals(ref json, at);
            }
            else
            {
                json.Skip();
            }
        }
    }

    private void ReadPrincipals(ref Utf8JsonReader json, string path)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("AWS"u8))
            {
                ReadOneOrMore(ref json, $"{path}.AWS", ReadName);
            }
            else
            {
                json.Skip();
            }
        }
    }

    private void ReadName(ref Utf8JsonReader json, string path)
    {
        if (json.TokenType == JsonTokenType.String)
        {
            // A token starts at its quote, and the value lies between the quotes.
            _places.Add(((int)json.TokenStartIndex, json.ValueSpan.Length + 2, new PrincipalName(json.GetString()!, path)));
        }
        else
        {
            json.Skip();
        }
    }

    // From the name of a property to the end of its value.
    private static void ReadOneOrMore(ref Utf8JsonReader json, string path, ValueReader read)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartArray)
        {
            read(ref json, path);
            return;
        }

        for (int i = 0; json.Read() && json.TokenType != JsonTokenType.EndArray; i++)
        {
            read(ref json, $"{path}[{i}]");
        }
    }
}
