using System.Globalization;
using System.Text;
using StsSim.Operations.Authentication;
using StsSim.Protocol.Errors;
using StsSim.Protocol.Query;

namespace StsSim.Operations.Sts;

/// <summary>
/// <c>DurationSeconds</c> of GetFederationToken and GetSessionToken: 900 to 129,600 seconds, 12 hours unless given; the
/// root user gets an hour at most, without an error (STS API reference).
/// </summary>
internal static class SessionDuration
{
    public const int Minimum = 900;
    public const int Maximum = 129_600;

    private const int Default = 43_200;
    private const int RootMaximum = 3_600;

    /// <summary>The number sent, <see langword="null"/> where none was, or the refusal of what is no number.</summary>
    public static AwsError? Read(QueryParameters parameters, out int? seconds)
    {
        seconds = null;
        if (!parameters.TryGet("DurationSeconds"u8, out ReadOnlySpan<byte> text))
        {
            return null;
        }

        // All number parsing of .NET passes over trailing NULs.
        int value = 0;
        bool number = !text.Contains((byte)0)
            && int.TryParse(Encoding.UTF8.GetString(text), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
        seconds = value;
        return number ? null : StsErrors.MalformedInput;
    }

    /// <summary>What the caller gets for a valid request.</summary>
    public static TimeSpan Effective(int? seconds, Caller caller) => TimeSpan.FromSeconds(
        caller.IsRoot ? Math.Min(seconds ?? RootMaximum, RootMaximum) : seconds ?? Default);
}
