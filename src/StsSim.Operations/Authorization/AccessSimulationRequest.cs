using StsSim.Iam.Evaluation;
using StsSim.Iam.Policies;

namespace StsSim.Operations.Authorization;

/// <summary>What somebody wants to do.</summary>
/// <param name="Action">e.g. <c>s3:GetObject</c>.</param>
/// <param name="Resource">An ARN, or <c>*</c>.</param>
/// <param name="Context">Condition keys of the request; they win over those that follow from the caller.</param>
/// <param name="ResourcePolicy">The resource's policy, or <see langword="null"/>.</param>
/// <param name="ResourceAccount">Whose resource it is; by default what its ARN says, else the caller's own.</param>
public sealed record AccessSimulationRequest(
    string Action, string Resource, DictionaryConditionContext Context, PolicyDocument? ResourcePolicy, string? ResourceAccount);
