using System.Text;
using System.Text.Json;

namespace StsSim.Fuzz.Tests.Mutation;

/// <summary>JSON as it is written: names may stand twice, and numbers and strings are kept as they are spelled.</summary>
internal sealed class JsonTree
{
    public enum Kind
    {
        Scalar,
        Array,
        Object,
    }

    public required Kind Shape { get; set; }

    /// <summary>The name with its quotes, of a member of an object.</summary>
    public string Name { get; set; } = "";

    /// <summary>A scalar as it is written.</summary>
    public string Text { get; set; } = "null";

    public List<JsonTree> Children { get; private set; } = [];

    public static JsonTree Scalar(string text) => new() { Shape = Kind.Scalar, Text = text };

    /// <summary>The JSON in these bytes, without comments; <see langword="null"/> where there is none.</summary>
    public static JsonTree? Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 200 });
        try
        {
            reader.Read();
            return Read(ref reader);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>This and everything in it, each with what it stands in.</summary>
    public List<(JsonTree Node, JsonTree? Parent)> All()
    {
        List<(JsonTree, JsonTree?)> all = [(this, null)];
        for (int i = 0; i < all.Count; i++)
        {
            JsonTree parent = all[i].Item1;
            all.AddRange(parent.Children.Select(child => (child, (JsonTree?)parent)));
        }

        return all;
    }

    public JsonTree Clone() => new() { Shape = Shape, Name = Name, Text = Text, Children = [.. Children.Select(child => child.Clone())] };

    /// <summary>Becomes what another is, and keeps its name.</summary>
    public void Become(JsonTree other)
    {
        Shape = other.Shape;
        Text = other.Text;
        Children = [.. other.Children.Select(child => child.Clone())];
    }

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(ToString());

    public override string ToString()
    {
        var text = new StringBuilder();
        Write(text);
        return text.ToString();
    }

    private static JsonTree Read(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var members = new JsonTree { Shape = Kind.Object };
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    string name = $"\"{Encoding.UTF8.GetString(reader.ValueSpan)}\"";
                    reader.Read();
                    JsonTree member = Read(ref reader);
                    member.Name = name;
                    members.Children.Add(member);
                }

                return members;
            case JsonTokenType.StartArray:
                var items = new JsonTree { Shape = Kind.Array };
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Children.Add(Read(ref reader));
                }

                return items;
            case JsonTokenType.String:
                return Scalar($"\"{Encoding.UTF8.GetString(reader.ValueSpan)}\"");
            default:
                return Scalar(Encoding.UTF8.GetString(reader.ValueSpan));
        }
    }

    private void Write(StringBuilder text)
    {
        if (Shape == Kind.Scalar)
        {
            text.Append(Text);
            return;
        }

        text.Append(Shape == Kind.Object ? '{' : '[');
        for (int i = 0; i < Children.Count; i++)
        {
            text.Append(i > 0 ? "," : "");
            if (Shape == Kind.Object)
            {
                text.Append(Children[i].Name.Length > 0 ? Children[i].Name : "\"\"").Append(':');
            }

            Children[i].Write(text);
        }

        text.Append(Shape == Kind.Object ? '}' : ']');
    }
}
