using StsSim.Iam.Credentials;
using StsSim.Operations.Authentication;
using StsSim.Operations.Parameters;
using StsSim.Operations.Sessions;
using StsSim.Protocol.Errors;
using StsSim.Protocol.Results;

namespace StsSim.Operations.Sts;

/// <summary>
/// Temporary credentials with the caller's own permissions. No permission is needed and no policy can forbid it; a
/// session cannot call it. With a one-time code, policies see the session as authenticated with MFA.
/// </summary>
public sealed class GetSessionToken(MfaVerifier mfa, SessionIssuer issuer) : StsOperation("GetSessionToken")
{
    public override bool IssuesSessions => true;

    public override async ValueTask<AwsError?> ExecuteAsync(AwsCall call, ResultWriter result)
    {
        string? serialNumber = call.Parameters.Find("SerialNumber"u8);
        string? tokenCode = call.Parameters.Find("TokenCode"u8);
        if (SessionDuration.Read(call.Parameters, out int? seconds) is { } malformed)
        {
            return malformed;
        }

        var constraints = new ParameterConstraints(call.Limits);
        constraints.Number("durationSeconds", seconds, SessionDuration.Minimum, SessionDuration.Maximum);
        constraints.Text("serialNumber", serialNumber, required: false, 9, 256, ParameterPattern.SerialNumber);
        constraints.Text("tokenCode", tokenCode, required: false, 6, 6, ParameterPattern.TokenCode);
        AwsError? refusal = constraints.ToError()
            ?? (call.Caller.Session is null ? null : StsErrors.SessionCredentials(Name))
            ?? await mfa.VerifyAsync(call.Caller, serialNumber, tokenCode)
            ?? RegionActivation.Check(call, call.Account);
        if (refusal is not null)
        {
            return refusal;
        }

        Caller caller = call.Caller;
        SessionCredentials credentials = await issuer.IssueAsync(
            call,
            new SessionRequest(
                caller.IsRoot ? SessionKind.Root : SessionKind.User,
                caller.Account.Id,
                caller.User?.Name ?? "",
                caller.User?.UserId ?? caller.Account.IdText,
                SessionDuration.Effective(seconds, caller))
            {
                WithMfa = serialNumber is not null,
                IsGlobal = call.IssuesVersion1TokensFor(caller.Account),
            });
        credentials.WriteTo(result);
        return null;
    }
}
