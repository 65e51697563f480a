using StsSim.Iam.Evaluation;
using StsSim.Iam.Identities;
using StsSim.Operations.Authentication;

namespace StsSim.Operations.Authorization;

/// <summary>
/// Answers what another service would ask IAM: may this caller do that? By the caller's effective permissions, session
/// policies included, and the resource's policy where there is one.
/// </summary>
public sealed class AccessSimulation(AuthorizationMessages messages)
{
    public AccessSimulationResult Decide(Caller caller, AccessSimulationRequest request, DateTimeOffset now)
    {
        string partition = PartitionOf(request.Resource);
        ResourcePolicy? resourcePolicy = request.ResourcePolicy is { } document
            ? new ResourcePolicy(
                new PolicySet([new NamedPolicy("resourcePolicy", document)]),
                request.ResourceAccount ?? AccountOf(request.Resource) ?? caller.Account.IdText,
                IsTrustPolicy: false)
            : null;
        var access = new AccessRequest(
            caller.PrincipalIn(partition), request.Action, request.Resource, new SimulatedConditions(caller, partition, now, request.Context));
        var explanation = new Explanation();
        AccessDecision decision = AccessEvaluation.Evaluate(access, caller.Policies, resourcePolicy, explanation);
        return new AccessSimulationResult(
            access.Principal,
            decision,
            explanation.Statements,
            decision.Decision == Decision.Allowed ? null : messages.Encode(caller, access, decision, explanation));
    }

    private static string PartitionOf(string resource) => resource.Split(':') is ["arn", { Length: > 0 } partition, ..] ? partition : Partition.Commercial;

    private static string? AccountOf(string resource) => resource.Split(':', 6) is [_, _, _, _, var account, _] && AccountId.TryParse(account, out _) ? account : null;
}
