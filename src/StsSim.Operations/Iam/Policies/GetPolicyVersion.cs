using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Policies;

/// <summary>A version of a managed policy with its document.</summary>
public sealed class GetPolicyVersion(IamServices services) : IamOperation("GetPolicyVersion", services)
{
    protected override IamOutcome Plan(IamCall call)
    {
        string arn = call.RequiredText("PolicyArn", ParameterRule.Arn);
        string versionId = call.RequiredText("VersionId", ParameterRule.PolicyVersionId);
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        if (ManagedPolicy.Find(call, arn, out AwsError? refusal) is not { } policy)
        {
            return refusal!;
        }

        return policy.FindVersion(versionId) is { } version
            ? IamOutcome.Answered(result =>
            {
                result.BeginStructure("PolicyVersion"u8);
                result.Member("Document"u8, PolicyDocumentText.Encode(version.Document()));
                PolicyVersions.WriteMembers(result, version);
                result.EndStructure("PolicyVersion"u8);
            })
            : IamErrors.NoSuchPolicyVersion(arn, versionId);
    }
}
