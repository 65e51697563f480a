using StsSim.Iam.Credentials;
using StsSim.Iam.Policies;
using StsSim.Operations.Accounts;
using StsSim.Operations.Authorization;
using StsSim.Operations.IdentityProviders;
using StsSim.Operations.Parameters;
using StsSim.Operations.Sessions;
using StsSim.Protocol.Errors;
using StsSim.Protocol.Results;

namespace StsSim.Operations.Sts;

/// <summary>
/// Exchanges a trade-in token for credentials of the principal who approved the delegation. How such a token comes about
/// is outside STS; here the control API hands them out (<c>POST /_stssim/idp/delegation/token</c>).
/// </summary>
public sealed class GetDelegatedAccessToken(TradeInTokens tokens, PrincipalDirectory directory, Authorizer authorizer, SessionIssuer issuer)
    : StsOperation("GetDelegatedAccessToken")
{
    private const string Action = "sts:GetDelegatedAccessToken";
    private const int LongestToken = 20_000;

    public override bool IssuesSessions => true;

    public override async ValueTask<AwsError?> ExecuteAsync(AwsCall call, ResultWriter result)
    {
        string? token = call.Parameters.Find("TradeInToken"u8);
        var constraints = new ParameterConstraints(call.Limits);
        constraints.SensitiveText("tradeInToken", token, required: true, 1, LongestToken);
        AwsError? refusal = constraints.ToError() ?? SessionLimits.Check(call, Action, "*") ?? authorizer.Authorize(call, Action, "*");
        if (refusal is not null)
        {
            return refusal;
        }

        if (tokens.Open(token!) is not { } delegation)
        {
            return StsErrors.InvalidTradeInToken;
        }

        if (delegation.ExpiresAt <= call.ReceivedAt)
        {
            return StsErrors.ExpiredTradeInToken;
        }

        if (await AssumedPrincipalAsync(delegation, call) is not { } principal)
        {
            return StsErrors.InvalidTradeInToken;
        }

        PackedPolicySize size = PackedPolicySize.Measure(delegation.Policy, [], []);
        refusal = size.Total > 100 ? StsErrors.PackedPolicyTooLarge(size.Total) : RegionActivation.Check(call, principal.Account);
        if (refusal is not null)
        {
            return refusal;
        }

        SessionCredentials credentials = await issuer.IssueAsync(
            call,
            new SessionRequest(principal.Kind, principal.Account.Id, principal.Name, principal.Id, TimeSpan.FromSeconds(delegation.DurationSeconds))
            {
                Policy = delegation.Policy,
            });
        credentials.WriteTo(result);
        result.Member("PackedPolicySize"u8, size.Total);
        result.Member("AssumedPrincipal"u8, delegation.PrincipalArn);
        return null;
    }

    private async ValueTask<AssumedPrincipal?> AssumedPrincipalAsync(Delegation delegation, AwsCall call)
    {
        if (await directory.FindAsync(delegation.PrincipalArn) is { } role)
        {
            return new AssumedPrincipal(SessionKind.AssumedRole, role.Account, delegation.SessionName, role.RoleId);
        }

        return await directory.FindUserAsync(delegation.PrincipalArn, call.PartitionName) is { } found
            ? new AssumedPrincipal(SessionKind.User, found.Account, found.User.Name, found.User.UserId)
            : null;
    }
}
