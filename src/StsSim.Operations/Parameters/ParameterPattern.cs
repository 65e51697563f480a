using System.Buffers;
using System.Text;

namespace StsSim.Operations.Parameters;

/// <summary>
/// A regular expression of the service model: its text as AWS quotes it, and a test by character that needs no regex
/// engine. Nearly all of them are one character class, repeated. <c>\w</c> is ASCII, as in Java.
/// </summary>
public sealed class ParameterPattern
{
    private const string Word = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_";

    private static readonly SearchValues<char> VersionSuffix =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-");

    private readonly SearchValues<char>? _characters;
    private readonly Func<Rune, bool>? _accepts;
    private readonly Predicate<string>? _matches;

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

    private ParameterPattern(string text, Predicate<string> matches)
    {
        Text = text;
        _matches = matches;
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

    /// <summary>Names of IAM's users, groups, roles and policies.</summary>
    public static ParameterPattern IamName { get; } = new(@"[\w+=,.@-]+", Word + "+=,.@-");

    /// <summary>Paths of IAM: a slash, or printable characters between two.</summary>
    public static ParameterPattern IamPath { get; } = new(
        @"(\u002F)|(\u002F[\u0021-\u007E]+\u002F)",
        path => path == "/" || (path.Length > 2 && path[0] == '/' && path[^1] == '/' && !path.AsSpan().ContainsAnyExceptInRange('!', '~')));

    public static ParameterPattern IamPathPrefix { get; } = new(
        @"\u002F[\u0021-\u007F]*", path => path.StartsWith('/') && !path.AsSpan().ContainsAnyExceptInRange('!', '\u007F'));

    /// <summary>Paths of managed policies: names of fewer characters, each behind a slash, and a slash.</summary>
    public static ParameterPattern PolicyPath { get; } = new(@"((/[A-Za-z0-9\.,\+@=_-]+)*)/", IsPolicyPath);

    public static ParameterPattern PolicyDocument { get; } =
        new(@"[\u0009\u000A\u000D\u0020-\u00FF]+", "\t\n\r" + string.Concat(Enumerable.Range(0x20, 0xE0).Select(c => (char)c)));

    public static ParameterPattern RoleDescription { get; } = new(
        @"[\u0009\u000A\u000D\u0020-\u007E\u00A1-\u00FF]*",
        c => c.Value is '\t' or '\n' or '\r' or (>= ' ' and <= '~') or (>= '\u00A1' and <= '\u00FF'));

    public static ParameterPattern PolicyVersionId { get; } = new(@"v[1-9][0-9]*(\.[A-Za-z0-9-]*)?", IsPolicyVersionId);

    public static ParameterPattern Marker { get; } = new(@"[\u0020-\u00FF]+", string.Concat(Enumerable.Range(0x20, 0xE0).Select(c => (char)c)));

    public static ParameterPattern AccountAlias { get; } = new(
        @"^[a-z0-9]([a-z0-9]|-(?!-)){1,61}[a-z0-9]$",
        alias => alias.Length is >= 3 and <= 63 && alias.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')
            && alias[0] != '-' && alias[^1] != '-' && !alias.Contains("--", StringComparison.Ordinal));

    public static ParameterPattern SamlProviderName { get; } = new(@"[\w._-]+", Word + ".-");

    public static ParameterPattern VirtualMfaDeviceName { get; } = new(@"[\w+=,.@-]+", Word + "+=,.@-");

    public static ParameterPattern IamSerialNumber { get; } = new(@"[\w+=/:,.@-]+", Word + "+=/:,.@-");

    public static ParameterPattern AuthenticationCode { get; } = new(@"[\d]+", "0123456789");

    public static ParameterPattern PrivateKeyId { get; } = new(@"[A-Z0-9]+", "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");

    /// <summary>Of members for which the model gives none.</summary>
    public static ParameterPattern Any { get; } = new(".*", (Rune _) => true);

    /// <summary>As the model spells it.</summary>
    public string Text { get; }

    public bool Matches(ReadOnlySpan<char> value)
    {
        if (_matches is not null)
        {
            return _matches(value.ToString());
        }

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

    private static bool IsPolicyVersionId(string id)
    {
        if (id.Length < 2 || id[0] != 'v' || id[1] is < '1' or > '9')
        {
            return false;
        }

        int dot = id.IndexOf('.', StringComparison.Ordinal);
        return !id.AsSpan(1..(dot < 0 ? id.Length : dot)).ContainsAnyExceptInRange('0', '9')
            && (dot < 0 || id.AsSpan(dot + 1).IndexOfAnyExcept(VersionSuffix) < 0);
    }

    private static bool IsPolicyPath(string path) =>
        path.StartsWith('/') && path.EndsWith('/') && !path.Contains("//", StringComparison.Ordinal)
        && path.All(c => char.IsAsciiLetterOrDigit(c) || "/.,+@=_-".Contains(c, StringComparison.Ordinal));

    private static bool IsTagCharacter(Rune c) =>
        Rune.IsLetter(c) || Rune.IsNumber(c) || Rune.IsSeparator(c) || (c.IsAscii && "_.:/=+-@".Contains((char)c.Value, StringComparison.Ordinal));
}
