using StsSim.Grains.Abstractions.Accounts;
using StsSim.Operations.Accounts;

namespace StsSim.Operations.Iam.AccountAliases;

/// <summary>Gives the account an alias that no account has. An account has one: an older one makes way.</summary>
public sealed class CreateAccountAlias(IamServices services, AliasRegistry aliases) : IamOperation("CreateAccountAlias", services)
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
        if (settings.Alias == alias || await aliases.TakeAsync(alias, call.Account.Id) is null)
        {
            return IamErrors.EntityAlreadyExists($"The account alias {alias} already exists.");
        }

        long? replaced = settings.Alias is null ? null : await aliases.TakeAsync(settings.Alias, call.Account.Id);
        return IamOutcome.Changed(AccountChange.Put(settings with { Alias = alias })) with
        {
            Afterwards = replaced is null ? null : () => aliases.ReleaseAsync(settings.Alias!, replaced.Value),
        };
    }
}
