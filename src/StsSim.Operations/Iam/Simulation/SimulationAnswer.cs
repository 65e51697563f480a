using System.Globalization;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Simulation;

/// <summary>What the two simulating operations do alike once it is known whose policies are simulated.</summary>
internal static class SimulationAnswer
{
    /// <summary>The policies that the request brings for the principal, or why there are none.</summary>
    public static IReadOnlyList<SimulatedPolicy>? ReadPolicies(SimulationInput input, out AwsError? refusal) =>
        Read("PolicyInputList", input, input.Policies, SimulatedPolicy.IdentityType, out refusal);

    /// <summary>The boundary that the request brings, in place of <paramref name="held"/>.</summary>
    public static SimulatedPolicy? ReadBoundary(SimulationInput input, SimulatedPolicy? held, out AwsError? refusal) =>
        Read("PermissionsBoundaryPolicyInputList", input, input.Boundaries, SimulatedPolicy.BoundaryType, out refusal)?.FirstOrDefault() ?? held;

    public static SimulatedPolicy? ReadResourcePolicy(SimulationInput input, out AwsError? refusal)
    {
        refusal = null;
        return input.ResourcePolicy is { } text ? SimulatedPolicy.Read("ResourcePolicy", SimulatedPolicy.ResourceType, text, input.Limits, out refusal) : null;
    }

    /// <summary>The page of results that the request asks for.</summary>
    public static IamOutcome Of(IamCall call, SimulationInput input, PolicySimulation simulation)
    {
        IamPage<(int Number, SimulationResult Result)> page = call.Page(
            simulation.Run().Select((result, index) => (Number: index, Result: result)),
            item => item.Number.ToString("D6", CultureInfo.InvariantCulture));
        return call.Malformed is { } unreadable
            ? unreadable
            : IamOutcome.Answered(result => page.Write(result, "EvaluationResults"u8, (item, evaluation) =>
                EvaluationResultShape.WriteMembers(item, evaluation.Result, isSpecific: evaluation.Result.Resource != "*")));
    }

    private static List<SimulatedPolicy>? Read(string list, SimulationInput input, IReadOnlyList<string> texts, string type, out AwsError? refusal)
    {
        refusal = null;
        var policies = new List<SimulatedPolicy>();
        foreach (string text in texts)
        {
            string id = string.Create(CultureInfo.InvariantCulture, $"{list}.{policies.Count + 1}");
            if (SimulatedPolicy.Read(id, type, text, input.Limits, out refusal) is not { } policy)
            {
                return null;
            }

            policies.Add(policy);
        }

        return policies;
    }
}
