using System.Globalization;
using System.Text;
using System.Text.Json;
using StsSim.Iam.Identities;

namespace StsSim.Operations.Worlds;

/// <summary>
/// One of the many that a template stands for. In its texts <c>{n}</c> is its number, <c>{n:000}</c> the number with
/// leading zeros, and <c>{account}</c> the id of its account.
/// </summary>
internal sealed class TemplateInstance
{
    private const string NumberPlaceholder = "{n";
    private const string AccountPlaceholder = "{account}";

    private static readonly object Varies = new();

    private readonly string? _account;
    private readonly Memory _memory;

    /// <summary>The first instance of a template.</summary>
    public TemplateInstance(AccountId? account)
        : this(number: 1, account?.ToString(), new Memory())
    {
    }

    private TemplateInstance(int number, string? account, Memory memory) => (Number, _account, _memory) = (number, account, memory);

    /// <summary>From 1.</summary>
    public int Number { get; }

    public TemplateInstance Next() => new(Number + 1, _account, _memory);

    public TemplateInstance In(AccountId account) => new(Number, account.ToString(), _memory);

    /// <summary>Whether no instance has looked at this path before: what is wrong whatever the number needs one look.</summary>
    public bool IsFirstVisit(string path) => _memory.Visited.Add(path);

    /// <summary>What the first instance has read at a member, unless the member has a placeholder.</summary>
    public T Shared<T>(JsonCursor member, Func<T> read)
        where T : class
    {
        if (!_memory.Values.TryGetValue(member.Path, out object? held))
        {
            held = member.Element.ValueKind != JsonValueKind.Undefined && HasPlaceholder(member.Element) ? Varies : read();
            _memory.Values.Add(member.Path, held);
        }

        return ReferenceEquals(held, Varies) ? read() : (T)held;
    }

    /// <summary>A text of the template for this instance; one without a placeholder is the same object for all.</summary>
    public string Fill(string text, string path)
    {
        if (!HasPlaceholder(text))
        {
            if (!_memory.Texts.TryGetValue(path, out string? held))
            {
                _memory.Texts.Add(path, held = text);
            }

            return held == text ? held : text;
        }

        var filled = new StringBuilder(text.Length + 16);
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '{' && ValueAt(text.AsSpan(i), out int length) is { } value)
            {
                filled.Append(value);
                i += length - 1;
            }
            else
            {
                filled.Append(text[i]);
            }
        }

        return filled.ToString();
    }

    private string? ValueAt(ReadOnlySpan<char> text, out int length)
    {
        length = AccountPlaceholder.Length;
        if (text.StartsWith(AccountPlaceholder))
        {
            return _account;
        }

        if (!text.StartsWith(NumberPlaceholder))
        {
            return null;
        }

        length = text.IndexOf('}') + 1;
        ReadOnlySpan<char> format = length == 0 ? "?" : text[NumberPlaceholder.Length..(length - 1)];
        return format switch
        {
            [] => Number.ToString(CultureInfo.InvariantCulture),
            [':', .. var zeros] when !zeros.IsEmpty && !zeros.ContainsAnyExcept('0') => Number.ToString($"D{zeros.Length}", CultureInfo.InvariantCulture),
            _ => null,
        };
    }

    // A brace may also be written as an escape.
    private static bool HasPlaceholder(JsonElement element)
    {
        string raw = element.GetRawText();
        return HasPlaceholder(raw) || raw.Contains(@"\u007b", StringComparison.OrdinalIgnoreCase);
    }

    private static bool HasPlaceholder(string text) =>
        text.Contains('{') && (text.Contains(NumberPlaceholder, StringComparison.Ordinal) || text.Contains(AccountPlaceholder, StringComparison.Ordinal));

    /// <summary>What the instances of one template have in common, by path.</summary>
    private sealed class Memory
    {
        public Dictionary<string, object> Values { get; } = [];

        public Dictionary<string, string> Texts { get; } = [];

        public HashSet<string> Visited { get; } = [];
    }
}
