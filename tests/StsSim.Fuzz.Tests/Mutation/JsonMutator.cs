using System.Text.RegularExpressions;
using StsSim.Fuzz.Tests.Engine;

namespace StsSim.Fuzz.Tests.Mutation;

/// <summary>Changes that leave JSON what it is: members and items are changed, swapped, moved, nested, deleted and repeated.</summary>
internal static partial class JsonMutator
{
    // What may stand for a number within a text, such as a duration.
    private static readonly string[] Counts = ["0", "1", "-1", "0.1", ".", "", "NaN", "Infinity", "-Infinity", "1e400", "1e9", "2147483648", "99999999999999999999", "\u0663", "+1", " 1", "1,000"];

    // Copies of copies grow without bounds; what is longer than an input is cut anyhow.
    private const int MostNodes = 4_000;
    private const int MostRepeated = 4_000;

    /// <summary>JSON that is changed in a few places; damaged bytes where it is none, or now and then.</summary>
    public static byte[] Change(byte[] json, FuzzDraw draw)
    {
        if (draw.OneIn(8) || JsonTree.Parse(json) is not { } tree)
        {
            return ByteMutator.Change(json, draw);
        }

        Change(tree, draw);
        return tree.ToBytes();
    }

    public static void Change(JsonTree tree, FuzzDraw draw)
    {
        List<(JsonTree Node, JsonTree? Parent)> all = tree.All();
        for (int changes = draw.Few(); changes > 0 && all.Count < MostNodes; changes--)
        {
            ChangeOnce(all, draw);
            all = tree.All();
        }
    }

    private static void ChangeOnce(List<(JsonTree Node, JsonTree? Parent)> all, FuzzDraw draw)
    {
        (JsonTree node, JsonTree? parent) = draw.Pick(all);
        JsonTree other = draw.Pick(all).Node;
        switch (draw.Next(16))
        {
            case 0:
                node.Become(JsonTree.Scalar(draw.Pick(HostileJson.Scalars)));
                break;
            case 1:
                JsonTree kept = node.Clone();
                node.Become(other.Clone());
                if (!node.All().Exists(inside => inside.Node == other))
                {
                    other.Become(kept);
                }

                break;
            case 2:
                parent?.Children.Remove(node);
                break;
            case 3:
                parent?.Children.Insert(draw.Next(parent.Children.Count + 1), node.Clone()); // in an object, a second member of the name
                break;
            case 4:
                Nest(node, draw.OneIn(8) ? 1 + draw.Next(100) : 1 + draw.Next(3), draw);
                break;
            case 5:
                node.Name = draw.OneIn(2) ? draw.Pick(HostileJson.Names) : other.Name;
                break;
            case 6:
                node.Children.Insert(draw.Next(node.Children.Count + 1), Named(JsonTree.Scalar(draw.Pick(HostileJson.Scalars)), draw));
                break;
            case 7:
                node.Children.Insert(draw.Next(node.Children.Count + 1), other.Clone());
                break;
            case 8 when parent is not null && node.Children.Count == 0 && draw.OneIn(4):
                parent.Children.AddRange(Enumerable.Repeat(node, draw.Next(300)));
                break;
            case 9 when JsonTree.Parse(draw.Start()) is { } foreign:
                node.Become(draw.Pick(foreign.All()).Node);
                break;
            case 10 or 11 when Namesakes(node, draw) is { Count: > 0 } namesakes:
                node.Become(draw.Pick(namesakes));
                break;
            case 12 when Digits().Match(node.Text) is { Success: true } digits:
                node.Become(JsonTree.Scalar($"{node.Text[..digits.Index]}{draw.Pick(Counts)}{node.Text[(digits.Index + digits.Length)..]}"));
                break;
            case 13:
                node.Shape = node.Shape == JsonTree.Kind.Array ? JsonTree.Kind.Object : JsonTree.Kind.Array;
                break;
            default:
                node = draw.Pick(all.Where(one => one.Node.Shape == JsonTree.Kind.Scalar).Append(all[^1]).ToArray()).Node;
                node.Become(JsonTree.Scalar(Respell(node.Text, draw)));
                break;
        }
    }

    // What stands under the same name elsewhere in the corpus fits in form.
    private static List<JsonTree> Namesakes(JsonTree node, FuzzDraw draw) => node.Name.Length > 0 && JsonTree.Parse(draw.Start()) is { } foreign
        ? [.. foreign.All().Select(other => other.Node).Where(other => other.Name == node.Name)]
        : [];

    private static JsonTree Named(JsonTree node, FuzzDraw draw)
    {
        node.Name = draw.Pick(HostileJson.Names);
        return node;
    }

    private static void Nest(JsonTree node, int levels, FuzzDraw draw)
    {
        for (; levels > 0; levels--)
        {
            JsonTree inside = Named(node.Clone(), draw);
            node.Become(new JsonTree { Shape = draw.OneIn(2) ? JsonTree.Kind.Array : JsonTree.Kind.Object });
            node.Children.Add(inside);
        }
    }

    // A number or a string that is nearly the same.
    private static string Respell(string text, FuzzDraw draw)
    {
        string hostile = draw.Pick(HostileJson.Scalars);
        if (!text.StartsWith('"'))
        {
            return draw.Next(4) switch
            {
                0 => $"-{text.TrimStart('-')}",
                1 => $"{text}0",
                2 => text.Contains('.', StringComparison.Ordinal) ? $"{text}1" : $"{text}.5",
                _ => $"\"{text}\"",
            };
        }

        string inside = text[1..^1];
        int at = draw.Next(inside.Length + 1);
        string piece = hostile.StartsWith('"') ? hostile[1..^1] : "";
        return draw.Next(6) switch
        {
            0 => $"\"{inside[..at]}{piece}{inside[at..]}\"",
            1 => $"\"{string.Concat(Enumerable.Repeat(inside, Math.Min(draw.Next(80), MostRepeated / (inside.Length + 1))))}\"",
            2 => $"\"{inside.ToUpperInvariant()}\"",
            3 when !inside.Contains('\\', StringComparison.Ordinal) => $"\"{inside[..at]}\"",
            4 when inside.Length > 0 && !inside.Contains('\\', StringComparison.Ordinal) => $"\"{string.Concat(inside.Select(c => $"\\u{(int)c:x4}"))}\"",
            _ => $"\"{inside}{piece}\"",
        };
    }

    [GeneratedRegex("[0-9.]+")]
    private static partial Regex Digits();
}
