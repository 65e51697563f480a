namespace StsSim.Iam.Evaluation;

/// <summary>What somebody asks for.</summary>
/// <param name="Action">e.g. <c>sts:AssumeRole</c>.</param>
/// <param name="Resource">The ARN acted on, or <c>*</c> for an action without a resource.</param>
public readonly record struct AccessRequest(Principal Principal, string Action, string Resource, ConditionContext Context);
