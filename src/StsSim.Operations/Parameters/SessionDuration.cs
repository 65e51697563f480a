using System.Globalization;
using StsSim.Operations.Accounts;
using StsSim.Operations.Authentication;
using StsSim.Operations.Sts;
using StsSim.Protocol.Errors;
using StsSim.Protocol.Query;

namespace StsSim.Operations.Parameters;

/// <summary>
/// <c>DurationSeconds</c> in all its ranges. GetFederationToken and GetSessionToken: 900 to 129,600 seconds, 12 hours
/// unless given; the root user gets an hour at most, without an error. Roles: 900 to 43,200, an hour unless given,
/// whatever the role's maximum (STS API reference).
/// </summary>
internal static class SessionDuration
{
    public const int Minimum = 900;
    public const int Maximum = 129_600;
    public const int RoleMaximum = 43_200;

    private const int Default = 43_200;
    private const int RootMaximum = 3_600;
    private const int RoleDefault = 3_600;
    private const int ChainingMaximum = 3_600;

    /// <summary>The number sent, <see langword="null"/> where none was, or the refusal of what is no number.</summary>
    public static AwsError? Read(QueryParameters parameters, out int? seconds)
    {
        seconds = null;
        if (!parameters.TryGet("DurationSeconds"u8, out ReadOnlySpan<byte> text))
        {
            return null;
        }

        // TryParse alone passes over trailing NULs.
        bool number = int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && text[^1] != 0;
        seconds = value;
        return number ? null : StsErrors.MalformedInput;
    }

    /// <summary>What the caller gets for a valid request.</summary>
    public static TimeSpan Effective(int? seconds, Caller caller) => TimeSpan.FromSeconds(
        caller.IsRoot ? Math.Min(seconds ?? RootMaximum, RootMaximum) : seconds ?? Default);

    /// <summary>How long a session of a role lasts, or why it cannot last as long as was asked for.</summary>
    /// <param name="isChained">Whether temporary credentials ask.</param>
    public static AwsError? OfRole(int? seconds, Role role, bool isChained, out TimeSpan duration)
    {
        duration = TimeSpan.FromSeconds(seconds ?? RoleDefault);
        if (duration > role.MaxSessionDuration)
        {
            return StsErrors.DurationExceedsRoleMaximum;
        }

        return isChained && seconds > ChainingMaximum ? StsErrors.DurationExceedsChainingLimit : null;
    }
}
