namespace StsSim.Protocol;

/// <summary>
/// Strings of texts that come again and again, such as Regions and key ids: equal texts give one string, until another one
/// takes its place. Bounded whatever comes, and never waits.
/// </summary>
internal sealed class RecentTexts
{
    private const int Slots = 4096; // a power of two
    private const int Longest = 128;

    private readonly string?[] _texts = new string?[Slots];

    public string Of(ReadOnlySpan<char> text)
    {
        if (text.Length > Longest)
        {
            return text.ToString();
        }

        // Any of two threads that write one slot at once will do.
        ref string? slot = ref _texts[string.GetHashCode(text) & (Slots - 1)];
        string? known = Volatile.Read(ref slot);
        if (known is not null && text.SequenceEqual(known))
        {
            return known;
        }

        string made = text.ToString();
        Volatile.Write(ref slot, made);
        return made;
    }
}
