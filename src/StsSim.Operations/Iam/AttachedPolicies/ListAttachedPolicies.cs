using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.AttachedPolicies;

/// <summary>The managed policies attached to a user, group or role.</summary>
public abstract class ListAttachedPolicies(PolicyHolderKind kind, IamServices services) : IamOperation($"ListAttached{kind.Name}Policies", services)
{
    protected sealed override IamOutcome Plan(IamCall call)
    {
        string name = call.RequiredText(kind.NameParameter, kind.AttachedNameRule);
        string prefix = call.Text("PathPrefix", ParameterRule.PathPrefix) ?? "/";
        call.ReadPaging();
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        if (kind.Find(call, name, out AwsError? refusal) is not { } holder)
        {
            return refusal!;
        }

        // The path is what lies between "policy" and the name.
        IamPage<string> page = call.Page(
            holder.ManagedPolicyArns
                .Where(arn => arn.AsSpan(arn.IndexOf('/', StringComparison.Ordinal)).StartsWith(prefix, StringComparison.Ordinal))
                .Order(StringComparer.OrdinalIgnoreCase),
            arn => arn);
        return call.Malformed is { } unreadable
            ? unreadable
            : IamOutcome.Answered(result => page.Write(result, "AttachedPolicies"u8, (item, arn) =>
            {
                item.Member("PolicyName"u8, arn[(arn.LastIndexOf('/') + 1)..]);
                item.Member("PolicyArn"u8, arn);
            }));
    }
}
