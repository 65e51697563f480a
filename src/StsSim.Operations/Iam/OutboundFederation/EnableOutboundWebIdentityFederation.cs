using StsSim.Grains.Abstractions.Accounts;
using StsSim.Operations.IdentityProviders;

namespace StsSim.Operations.Iam.OutboundFederation;

/// <summary>Lets the account's principals call GetWebIdentityToken, and tells the issuer of their tokens.</summary>
public sealed class EnableOutboundWebIdentityFederation(IamServices services) : IamOperation("EnableOutboundWebIdentityFederation", services)
{
    protected override IamOutcome Plan(IamCall call)
    {
        if (call.Authorize("*") is { } denied)
        {
            return denied;
        }

        AccountSettings settings = call.Account.Settings;
        if (settings.OutboundIssuer is not null)
        {
            return IamErrors.FeatureEnabled;
        }

        string issuer = OutboundIssuer.Of(call.Account.Id);
        return IamOutcome.Changed(
            AccountChange.Put(settings with { OutboundIssuer = issuer }), result => result.Member("IssuerIdentifier"u8, issuer));
    }
}
