using StsSim.Grains.Abstractions.Accounts;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.GlobalEndpoint;

/// <summary>
/// Sets which tokens the global endpoint issues for the account from now on: <c>v1Token</c>, good in the Regions that are
/// on by default, or <c>v2Token</c>, longer and good everywhere.
/// </summary>
public sealed class SetSecurityTokenServicePreferences(IamServices services) : IamOperation("SetSecurityTokenServicePreferences", services)
{
    public override bool HasResult => false;

    protected override IamOutcome Plan(IamCall call)
    {
        string version = call.RequiredChoice("GlobalEndpointTokenVersion", "v1Token", "v2Token");
        AwsError? refusal = call.Malformed ?? call.Authorize("*");
        return refusal is not null
            ? refusal
            : IamOutcome.Changed(AccountChange.Put(call.Account.Settings with { GlobalTokensAreValidEverywhere = version == "v2Token" }));
    }
}
