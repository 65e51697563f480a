using StsSim.Grains.Abstractions.Accounts;
using StsSim.Operations.Authorization;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.PermissionsBoundaries;

/// <summary>Limits what a user may do to what a managed policy allows.</summary>
public sealed class PutUserPermissionsBoundary(IamServices services) : IamOperation("PutUserPermissionsBoundary", services)
{
    public override bool HasResult => false;

    protected override IamOutcome Plan(IamCall call)
    {
        string name = call.RequiredText("UserName", ParameterRule.NewUserName);
        string boundary = call.RequiredText("PermissionsBoundary", ParameterRule.Arn);
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        if (call.FindUser(name, out AwsError? refusal, new RequestTerms { PermissionsBoundary = boundary }) is not { } user)
        {
            return refusal!;
        }

        return call.HasPolicy(boundary)
            ? IamOutcome.Changed(AccountChange.Put(user with { PermissionsBoundary = boundary }))
            : IamErrors.NotAttachable(boundary);
    }
}
