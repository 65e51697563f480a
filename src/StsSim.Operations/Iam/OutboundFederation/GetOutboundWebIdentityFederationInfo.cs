namespace StsSim.Operations.Iam.OutboundFederation;

/// <summary>The issuer of the account's outbound tokens, while they are enabled.</summary>
public sealed class GetOutboundWebIdentityFederationInfo(IamServices services) : IamOperation("GetOutboundWebIdentityFederationInfo", services)
{
    protected override IamOutcome Plan(IamCall call)
    {
        if (call.Authorize("*") is { } denied)
        {
            return denied;
        }

        if (call.Account.OutboundIssuer is not { } issuer)
        {
            return IamErrors.FeatureDisabled;
        }

        return IamOutcome.Answered(result =>
        {
            result.Member("IssuerIdentifier"u8, issuer);
            result.Member("JwtVendingEnabled"u8, true);
        });
    }
}
