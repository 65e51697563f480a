using StsSim.Operations.Iam.Tags;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Policies;

/// <summary>A managed policy without its document.</summary>
public sealed class GetPolicy(IamServices services) : IamOperation("GetPolicy", services)
{
    protected override IamOutcome Plan(IamCall call)
    {
        string arn = call.RequiredText("PolicyArn", ParameterRule.Arn);
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        if (ManagedPolicy.Find(call, arn, out AwsError? refusal) is not { } policy)
        {
            return refusal!;
        }

        PolicyUsage usage = PolicyUsage.Of(call.Account, arn);
        return IamOutcome.Answered(result =>
        {
            result.BeginStructure("Policy"u8);
            PolicyShape.WriteMembers(result, policy, usage);
            if (policy.Description is not null)
            {
                result.Member("Description"u8, policy.Description);
            }

            IamTags.WriteAll(result, policy.Tags);
            result.EndStructure("Policy"u8);
        });
    }
}
