using StsSim.Iam.Evaluation;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Simulation;

/// <summary>What the policies of a user, group or role, and others brought along, would say to actions on resources.</summary>
public sealed class SimulatePrincipalPolicy(IamServices services) : IamOperation("SimulatePrincipalPolicy", services)
{
    protected override IamOutcome Plan(IamCall call)
    {
        string sourceArn = call.RequiredText("PolicySourceArn", ParameterRule.Arn);
        SimulationInput input = SimulationInput.Read(call, policiesRequired: false);
        if (call.Malformed is { } malformed)
        {
            return malformed;
        }

        if (PolicySource.Find(call, sourceArn, out AwsError? refusal) is not { } source)
        {
            return refusal!;
        }

        if (input.Check() is { } invalid)
        {
            return invalid;
        }

        Principal? caller = SimulatedCaller.Find(input.CallerArn, source.Principal, source.IsUser, input.ResourcePolicy is not null, out refusal);
        if (caller is null)
        {
            return refusal!;
        }

        IReadOnlyList<SimulatedPolicy>? brought = SimulationAnswer.ReadPolicies(input, out refusal);
        SimulatedPolicy? boundary = SimulationAnswer.ReadBoundary(input, source.Boundary, out AwsError? boundaryFault);
        SimulatedPolicy? resourcePolicy = SimulationAnswer.ReadResourcePolicy(input, out AwsError? resourceFault);
        if ((refusal ?? boundaryFault ?? resourceFault) is { } fault)
        {
            return fault;
        }

        return SimulationAnswer.Of(call, input, new PolicySimulation(
            input, caller, [.. source.Policies, .. brought!], boundary, resourcePolicy, call.Account.Compiler.ServiceControl)
        {
            IsInOrganization = call.Account.Organization is not null,
        });
    }
}
