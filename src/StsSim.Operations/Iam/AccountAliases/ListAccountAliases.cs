using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.AccountAliases;

/// <summary>The account's alias, or an empty list.</summary>
public sealed class ListAccountAliases(IamServices services) : IamOperation("ListAccountAliases", services)
{
    protected override IamOutcome Plan(IamCall call)
    {
        IamPage<string> page = call.Page(call.Account.Settings.Alias is { } alias ? [alias] : Array.Empty<string>(), alias => alias);
        AwsError? refusal = call.Malformed ?? call.Authorize("*");
        return refusal is not null ? refusal : IamOutcome.Answered(result => page.WriteTexts(result, "AccountAliases"u8, alias => alias));
    }
}
