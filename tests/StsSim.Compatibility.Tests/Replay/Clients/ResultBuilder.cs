using System.Globalization;

namespace StsSim.Compatibility.Tests.Replay.Clients;

/// <summary>Collects the members a parser finds. The parser brings its rules for numbers and dates.</summary>
/// <param name="parseTimestamp">Returns <see langword="null"/> for a text that the client's date parser does not take.</param>
internal sealed class ResultBuilder(Func<string, DateTimeOffset?> parseTimestamp)
{
    private readonly Dictionary<string, string> _members = [];
    private DateTimeOffset? _expiration;

    public void Add(string path, ResultMember member, string text)
    {
        if (member.Kind == MemberKind.Integer && !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        {
            throw new AnswerRejectedException($"{path} is no number: {text}");
        }

        if (member.Kind == MemberKind.Timestamp)
        {
            _expiration = parseTimestamp(text) ?? throw new AnswerRejectedException($"{path} is no date: {text}");
        }

        _members[path] = text;
    }

    public ParsedResult Build(string? requestId) => new(_members, _expiration, requestId);

    /// <summary>A date by any of the formats, in UTC; or <see langword="null"/>.</summary>
    public static DateTimeOffset? ParseExact(string text, params string[] formats) => DateTimeOffset.TryParseExact(
        text, formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset parsed) ? parsed : null;
}
