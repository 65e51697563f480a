using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Policies;

/// <summary>The tags of a managed policy, by key. AWS's have none.</summary>
public sealed class ListPolicyTags(IamServices services) : IamOperation("ListPolicyTags", services)
{
    protected override IamOutcome Plan(IamCall call)
    {
        string arn = call.RequiredText("PolicyArn", ParameterRule.Arn);
        call.ReadPaging();
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        return ManagedPolicy.Find(call, arn, out AwsError? refusal) is { } policy ? IamTags.List(call, policy.Tags) : refusal!;
    }
}
