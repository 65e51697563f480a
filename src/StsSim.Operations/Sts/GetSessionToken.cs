using StsSim.Iam.Credentials;
using StsSim.Protocol.Errors;
using StsSim.Protocol.Results;

namespace StsSim.Operations.Sts;

/// <summary>
/// Temporary credentials with the caller's own permissions. No permission is needed and no policy can forbid it; a
/// session cannot call it.
/// </summary>
public sealed class GetSessionToken(SessionIssuer issuer) : StsOperation("GetSessionToken")
{
    public override async ValueTask<AwsError?> ExecuteAsync(StsCall call, ResultWriter result)
    {
        string? serialNumber = call.Parameters.Find("SerialNumber"u8);
        string? tokenCode = call.Parameters.Find("TokenCode"u8);
        if (SessionDuration.Read(call.Parameters, out int? seconds) is { } malformed)
        {
            return malformed;
        }

        var constraints = new ParameterConstraints();
        constraints.Number("durationSeconds", seconds, SessionDuration.Minimum, SessionDuration.Maximum);
        constraints.Text("serialNumber", serialNumber, required: false, 9, 256, ParameterPattern.SerialNumber);
        constraints.Text("tokenCode", tokenCode, required: false, 6, 6, ParameterPattern.TokenCode);
        if (constraints.ToError() is { } violated)
        {
            return violated;
        }

        if (call.Caller.Session is not null)
        {
            return StsErrors.SessionCredentials(Name);
        }

        // No identity of this world has an MFA device yet, so no serial number is the caller's.
        if (serialNumber is not null || tokenCode is not null)
        {
            return serialNumber is null || tokenCode is null ? StsErrors.MfaIncomplete : StsErrors.MfaUnknownDevice;
        }

        SessionCredentials credentials = await issuer.IssueAsync(
            call.Caller,
            call.Caller.IsRoot ? SessionKind.Root : SessionKind.User,
            call.Caller.User?.Name ?? "",
            SessionDuration.Effective(seconds, call.Caller));
        credentials.WriteTo(result);
        return null;
    }
}
