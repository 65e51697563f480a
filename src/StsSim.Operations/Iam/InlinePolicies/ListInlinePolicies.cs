using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.InlinePolicies;

/// <summary>The names of a user's, group's or role's inline policies.</summary>
public abstract class ListInlinePolicies(PolicyHolderKind kind, IamServices services) : IamOperation($"List{kind.Name}Policies", services)
{
    protected sealed override IamOutcome Plan(IamCall call)
    {
        string name = call.RequiredText(kind.NameParameter, kind.NameRule);
        call.ReadPaging();
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        if (kind.Find(call, name, out AwsError? refusal) is not { } holder)
        {
            return refusal!;
        }

        IamPage<string> page = call.Page(holder.Policies.Keys.Order(StringComparer.OrdinalIgnoreCase), policy => policy);
        return call.Malformed is { } unreadable ? unreadable : IamOutcome.Answered(result => page.WriteTexts(result, "PolicyNames"u8, policy => policy));
    }
}
