using StsSim.Grains.Abstractions.Accounts;
using StsSim.Operations.Authorization;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.PermissionsBoundaries;

/// <summary>Limits what a role may do to what a managed policy allows.</summary>
public sealed class PutRolePermissionsBoundary(IamServices services) : IamOperation("PutRolePermissionsBoundary", services)
{
    public override bool HasResult => false;

    protected override IamOutcome Plan(IamCall call)
    {
        string name = call.RequiredText("RoleName", ParameterRule.RoleName);
        string boundary = call.RequiredText("PermissionsBoundary", ParameterRule.Arn);
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        if (call.FindRole(name, out AwsError? refusal, new RequestTerms { PermissionsBoundary = boundary }) is not { } role)
        {
            return refusal!;
        }

        return call.HasPolicy(boundary)
            ? IamOutcome.Changed(AccountChange.Put(role with { PermissionsBoundary = boundary }))
            : IamErrors.NotAttachable(boundary);
    }
}
