namespace StsSim.Protocol.SigV4;

/// <summary>The five parts of a SigV4 credential, <c>keyid/date/region/service/term</c>, as sent and not yet judged.</summary>
public readonly record struct CredentialScope(string AccessKeyId, string Date, string Region, string Service, string Terminator)
{
    private static readonly RecentTexts Parts = new();

    /// <summary>Splits a credential; <see langword="null"/> unless it has exactly five elements.</summary>
    public static CredentialScope? Parse(ReadOnlySpan<char> credential)
    {
        Span<Range> parts = stackalloc Range[6];
        return credential.Split(parts, '/') == 5
            ? new(
                Parts.Of(credential[parts[0]]),
                Parts.Of(credential[parts[1]]),
                Parts.Of(credential[parts[2]]),
                Parts.Of(credential[parts[3]]),
                Parts.Of(credential[parts[4]]))
            : null;
    }
}
