using StsSim.Grains.Abstractions.Accounts;
using StsSim.Operations.Accounts;

namespace StsSim.Operations.Iam.AccountAliases;

/// <summary>Takes the account's alias, which others may have then.</summary>
public sealed class DeleteAccountAlias(IamServices services, AliasRegistry aliases) : IamOperation("DeleteAccountAlias", services)
{
    public override bool HasResult => false;

    protected override async ValueTask<IamOutcome> PlanAsync(IamCall call)
    {
        string alias = call.RequiredText("AccountAlias", ParameterRule.AccountAlias);
        if ((call.Malformed ?? call.Authorize("*")) is { } refusal)
        {
            return refusal;
        }

        AccountSettings settings = call.Account.Settings;
        if (settings.Alias != alias)
        {
            return IamErrors.NoSuchEntity($"The account alias {alias} cannot be found.");
        }

        long? held = await aliases.TakeAsync(alias, call.Account.Id);
        return IamOutcome.Changed(AccountChange.Put(settings with { Alias = null })) with
        {
            Afterwards = held is null ? null : () => aliases.ReleaseAsync(alias, held.Value),
        };
    }
}
