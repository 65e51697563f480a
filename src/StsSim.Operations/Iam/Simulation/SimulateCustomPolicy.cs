using StsSim.Iam.Evaluation;
using StsSim.Iam.Identities;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Simulation;

/// <summary>What policies that belong to nobody would say to actions on resources.</summary>
public sealed class SimulateCustomPolicy(IamServices services) : IamOperation("SimulateCustomPolicy", services)
{
    protected override IamOutcome Plan(IamCall call)
    {
        SimulationInput input = SimulationInput.Read(call, policiesRequired: true);
        AwsError? refusal = call.Malformed ?? call.Authorize("*") ?? input.Check();
        if (refusal is not null)
        {
            return refusal;
        }

        if (input is { ResourcePolicy: not null, CallerArn: null })
        {
            return IamErrors.InvalidInput("Invalid caller - Caller cannot be null or empty.");
        }

        Principal nobody = PolicySource.PrincipalOf(Arn.Root(call.Partition, call.AccountId), call.AccountId, uniqueId: null);
        Principal? caller = SimulatedCaller.Find(input.CallerArn, nobody, otherwiseIsUser: false, mustBeUser: false, out refusal);
        if (caller is null)
        {
            return refusal!;
        }

        IReadOnlyList<SimulatedPolicy>? policies = SimulationAnswer.ReadPolicies(input, out refusal);
        SimulatedPolicy? boundary = SimulationAnswer.ReadBoundary(input, held: null, out AwsError? boundaryFault);
        SimulatedPolicy? resourcePolicy = SimulationAnswer.ReadResourcePolicy(input, out AwsError? resourceFault);
        return (refusal ?? boundaryFault ?? resourceFault) is { } fault
            ? fault
            : SimulationAnswer.Of(call, input, new PolicySimulation(input, caller, policies!, boundary, resourcePolicy, serviceControl: null));
    }
}
