using StsSim.Iam.Policies;

namespace StsSim.Iam.Evaluation;

/// <summary>A policy and what to call it in an explanation.</summary>
/// <param name="Name">An inline policy's name or a managed policy's ARN.</param>
public sealed record NamedPolicy(string Name, PolicyDocument Document);
