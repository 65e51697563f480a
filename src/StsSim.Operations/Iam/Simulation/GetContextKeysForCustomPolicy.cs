using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Simulation;

/// <summary>The condition keys that policies look at.</summary>
public sealed class GetContextKeysForCustomPolicy(IamServices services) : IamOperation("GetContextKeysForCustomPolicy", services)
{
    protected override IamOutcome Plan(IamCall call)
    {
        IReadOnlyList<string> policies = call.Texts("PolicyInputList", ParameterRule.PolicyDocument, required: true);
        AwsError? refusal = call.Malformed ?? call.Authorize("*");
        return refusal is not null ? refusal : ContextKeyNames.Of([], policies, call.Limits);
    }
}
