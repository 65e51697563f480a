namespace StsSim.Protocol.SigV4;

/// <summary>
/// The form of a Region's name, such as <c>us-east-1</c> or <c>us-gov-west-1</c>. Any name of that form is taken: a
/// simulator on one address is every Region's endpoint.
/// </summary>
public static class RegionName
{
    private const int MaximumLength = 24;

    public static bool IsValid(ReadOnlySpan<char> region)
    {
        if (region.Length is < 6 or > MaximumLength || !char.IsAsciiDigit(region[^1]))
        {
            return false;
        }

        int parts = 0;
        foreach (Range range in region.Split('-'))
        {
            ReadOnlySpan<char> part = region[range];
            parts++;
            bool last = range.End.GetOffset(region.Length) == region.Length;
            if (part.IsEmpty || part.ContainsAnyExceptInRange(last ? '0' : 'a', last ? '9' : 'z'))
            {
                return false;
            }
        }

        return parts is 3 or 4;
    }
}
