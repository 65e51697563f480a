using StsSim.Grains.Abstractions.Accounts;

namespace StsSim.Operations.Iam.OutboundFederation;

/// <summary>Ends GetWebIdentityToken for the account. Tokens that it issued stay good, and so does the issuer's name.</summary>
public sealed class DisableOutboundWebIdentityFederation(IamServices services) : IamOperation("DisableOutboundWebIdentityFederation", services)
{
    public override bool HasResult => false;

    protected override IamOutcome Plan(IamCall call)
    {
        if (call.Authorize("*") is { } denied)
        {
            return denied;
        }

        AccountSettings settings = call.Account.Settings;
        return settings.OutboundIssuer is null
            ? IamErrors.FeatureDisabled
            : IamOutcome.Changed(AccountChange.Put(settings with { OutboundIssuer = null }));
    }
}
