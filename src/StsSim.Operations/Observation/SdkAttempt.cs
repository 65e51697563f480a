using System.Globalization;

namespace StsSim.Operations.Observation;

/// <summary>Which attempt of an invocation a request is, by the header that AWS's SDKs send: <c>amz-sdk-request: attempt=2; max=3</c>, in any order.</summary>
public static class SdkAttempt
{
    public const string Header = "amz-sdk-request";

    /// <summary>The number of the attempt, from 1; 1 where the header does not say.</summary>
    public static int Of(string? header) => Math.Max(1, Read(header, "attempt="));

    /// <summary>How many attempts the client says it makes at most; 0 where the header does not say. boto says it from its second attempt on.</summary>
    public static int MaximumOf(string? header) => Read(header, "max=");

    private static int Read(string? header, string name)
    {
        foreach (Range range in header.AsSpan().Split(';'))
        {
            ReadOnlySpan<char> member = header.AsSpan(range).Trim();
            if (member.StartsWith(name, StringComparison.OrdinalIgnoreCase)
                && int.TryParse(member[name.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            {
                return number;
            }
        }

        return 0;
    }
}
