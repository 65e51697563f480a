using StsSim.Grains.Abstractions.Accounts;
using StsSim.Operations.Authorization;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Policies;

/// <summary>Takes tags off a managed policy; keys it does not have are passed over.</summary>
public sealed class UntagPolicy(IamServices services) : IamOperation("UntagPolicy", services)
{
    public override bool HasResult => false;

    protected override IamOutcome Plan(IamCall call)
    {
        string arn = call.RequiredText("PolicyArn", ParameterRule.Arn);
        IReadOnlyList<string> keys = call.RequiredTagKeys();
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        return ManagedPolicy.FindOwn(call, arn, out AwsError? refusal, new RequestTerms { RemovedTagKeys = keys }) is { } policy
            ? IamOutcome.Changed(AccountChange.Put(policy with { Tags = IamTags.Without(policy.Tags, keys) }))
            : refusal!;
    }
}
