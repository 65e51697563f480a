using System.Globalization;
using StsSim.Iam.Evaluation;
using StsSim.Operations.Parameters;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Simulation;

/// <summary>The answer of the operations that list the condition keys of policies.</summary>
internal static class ContextKeyNames
{
    /// <param name="held">Policies that an account holds; those of the request come behind them.</param>
    public static IamOutcome Of(IReadOnlyList<SimulatedPolicy> held, IReadOnlyList<string> texts, RequestLimits limits)
    {
        var policies = new List<SimulatedPolicy>(held);
        foreach (string text in texts)
        {
            string id = string.Create(CultureInfo.InvariantCulture, $"PolicyInputList.{policies.Count - held.Count + 1}");
            if (SimulatedPolicy.Read(id, SimulatedPolicy.IdentityType, text, limits, out AwsError? refusal) is not { } policy)
            {
                return refusal!;
            }

            policies.Add(policy);
        }

        IReadOnlyList<ConditionKey> keys = ContextKeys.Of(policies.Select(policy => policy.Document));
        return IamOutcome.Answered(result => result.Texts("ContextKeyNames"u8, keys.Select(key => key.Text)));
    }
}
