using System.Buffers;
using System.Text;

namespace StsSim.Operations.Parameters;

/// <summary>
/// A regular expression of the service model: its text as AWS quotes it, and a test by character that needs no regex
/// engine. All of them are one character class, repeated. <c>\w</c> is ASCII, as in Java.
/// </summary>
public sealed class ParameterPattern
{
    private const string Word = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_";

    private readonly SearchValues<char>? _characters;
    private readonly Func<Rune, bool>? _accepts;

    private ParameterPattern(string text, string characters)
    {
        Text = text;
        _characters = SearchValues.Create(characters);
    }

    private ParameterPattern(string text, Func<Rune, bool> accepts)
    {
        Text = text;
        _accepts = accepts;
    }

    public static ParameterPattern UserName { get; } = new(@"[\w+=,.@-]*", Word + "+=,.@-");

    public static ParameterPattern ExternalId { get; } = new(@"[\w+=,.@:\/-]*", Word + "+=,.@:/-");

    public static ParameterPattern AccessKeyId { get; } = new(@"[\w]*", Word);

    public static ParameterPattern SerialNumber { get; } = new(@"[\w+=/:,.@-]*", Word + "+=/:,.@-");

    public static ParameterPattern TokenCode { get; } = new(@"[\d]*", "0123456789");

    public static ParameterPattern SessionPolicy { get; } =
        new(@"[\u0009\u000A\u000D\u0020-\u00FF]+", "\t\n\r" + string.Concat(Enumerable.Range(0x20, 0xE0).Select(c => (char)c)));

    public static ParameterPattern Arn { get; } = new(
        @"[\u0009\u000A\u000D\u0020-\u007E\u0085\u00A0-\uD7FF\uE000-\uFFFD\u10000-\u10FFFF]+",
        c => c.Value is '\t' or '\n' or '\r' or (>= ' ' and <= '~') or '\u0085' or (>= '\u00A0' and <= '\uFFFD') or >= 0x10000);

    public static ParameterPattern TagKey { get; } = new(@"[\p{L}\p{Z}\p{N}_.:/=+\-@]+", IsTagCharacter);

    public static ParameterPattern TagValue { get; } = new(@"[\p{L}\p{Z}\p{N}_.:/=+\-@]*", IsTagCharacter);

    /// <summary>Of members for which the model gives none.</summary>
    public static ParameterPattern Any { get; } = new(".*", _ => true);

    /// <summary>As the model spells it.</summary>
    public string Text { get; }

    public bool Matches(ReadOnlySpan<char> value)
    {
        if (value.IsEmpty)
        {
            return Text[^1] == '*';
        }

        if (_characters is not null)
        {
            return !value.ContainsAnyExcept(_characters);
        }

        foreach (Rune c in value.EnumerateRunes())
        {
            if (!_accepts!(c))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsTagCharacter(Rune c) =>
        Rune.IsLetter(c) || Rune.IsNumber(c) || Rune.IsSeparator(c) || (c.IsAscii && "_.:/=+-@".Contains((char)c.Value, StringComparison.Ordinal));
}
