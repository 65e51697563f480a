using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Simulation;

/// <summary>The condition keys that the policies of a user, group or role, and others brought along, look at.</summary>
public sealed class GetContextKeysForPrincipalPolicy(IamServices services) : IamOperation("GetContextKeysForPrincipalPolicy", services)
{
    protected override IamOutcome Plan(IamCall call)
    {
        string sourceArn = call.RequiredText("PolicySourceArn", ParameterRule.Arn);
        IReadOnlyList<string> policies = call.Texts("PolicyInputList", ParameterRule.PolicyDocument);
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        return PolicySource.Find(call, sourceArn, out AwsError? refusal) is { } source ? ContextKeyNames.Of(source.Policies, policies, call.Limits) : refusal!;
    }
}
