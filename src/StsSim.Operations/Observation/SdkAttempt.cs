using System.Globalization;

namespace StsSim.Operations.Observation;

/// <summary>Which attempt of an invocation a request is, by the header that AWS's SDKs send: <c>amz-sdk-request: attempt=2; max=3</c>, in any order.</summary>
public static class SdkAttempt
{
    public const string Header = "amz-sdk-request";

    private const string Member = "attempt=";

    /// <summary>The number of the attempt, from 1; 1 where the header does not say.</summary>
    public static int Of(string? header)
    {
        foreach (Range range in header.AsSpan().Split(';'))
        {
            ReadOnlySpan<char> member = header.AsSpan(range).Trim();
            if (member.StartsWith(Member, StringComparison.OrdinalIgnoreCase)
                && int.TryParse(member[Member.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out int attempt))
            {
                return Math.Max(1, attempt);
            }
        }

        return 1;
    }
}
