using StsSim.Iam.Evaluation;

namespace StsSim.Operations.Accounts;

/// <summary>An identity's policies and what they were compiled by: another compiler means groups or policies changed since.</summary>
internal sealed record CompiledPolicies(PolicyCompiler Compiler, PrincipalPolicies Policies);
