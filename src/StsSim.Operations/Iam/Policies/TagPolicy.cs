using StsSim.Grains.Abstractions.Accounts;
using StsSim.Operations.Authorization;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Policies;

/// <summary>Adds tags to a managed policy, or gives those it has new values.</summary>
public sealed class TagPolicy(IamServices services) : IamOperation("TagPolicy", services)
{
    public override bool HasResult => false;

    protected override IamOutcome Plan(IamCall call)
    {
        string arn = call.RequiredText("PolicyArn", ParameterRule.Arn);
        IReadOnlyList<KeyValuePair<string, string>> tags = call.RequiredTags();
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        if (ManagedPolicy.FindOwn(call, arn, out AwsError? refusal, new RequestTerms { Tags = tags }) is not { } policy)
        {
            return refusal!;
        }

        return IamTags.Merge(policy.Tags, tags, "Policy", out Dictionary<string, string> merged) is { } tooMany
            ? tooMany
            : IamOutcome.Changed(AccountChange.Put(policy with { Tags = merged }));
    }
}
