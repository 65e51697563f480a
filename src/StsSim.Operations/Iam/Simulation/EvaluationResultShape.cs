using StsSim.Iam.Evaluation;
using StsSim.Iam.Policies;
using StsSim.Protocol.Results;

namespace StsSim.Operations.Iam.Simulation;

/// <summary>The <c>EvaluationResult</c> structure of the service model, with the members that AWS was seen to send.</summary>
internal static class EvaluationResultShape
{
    /// <param name="isSpecific">Whether the request named resources, each of which then has a result of its own within.</param>
    public static void WriteMembers(ResultWriter result, SimulationResult evaluation, bool isSpecific)
    {
        result.Member("EvalActionName"u8, evaluation.Action);
        result.Member("EvalResourceName"u8, evaluation.Resource);
        result.Member("EvalDecision"u8, WordOf(evaluation.Decision));
        WriteMatched(result, evaluation);
        result.Texts("MissingContextValues"u8, isSpecific ? [] : evaluation.MissingKeys);
        if (evaluation.AllowedByOrganization is { } byOrganization)
        {
            result.BeginStructure("OrganizationsDecisionDetail"u8);
            result.Member("AllowedByOrganizations"u8, byOrganization);
            result.EndStructure("OrganizationsDecisionDetail"u8);
        }

        WriteBoundary(result, evaluation);
        if (isSpecific)
        {
            WriteDetails(result, evaluation.Details ?? []);
            WriteSpecific(result, evaluation);
        }
    }

    private static void WriteSpecific(ResultWriter result, SimulationResult evaluation)
    {
        result.BeginList("ResourceSpecificResults"u8);
        result.BeginStructure("member"u8);
        result.Member("EvalResourceName"u8, evaluation.Resource);
        result.Member("EvalResourceDecision"u8, WordOf(evaluation.Decision));
        WriteMatched(result, evaluation);
        result.Texts("MissingContextValues"u8, evaluation.MissingKeys);
        if (evaluation.Details is { } details)
        {
            WriteDetails(result, details);
        }

        WriteBoundary(result, evaluation);
        result.EndStructure("member"u8);
        result.EndList("ResourceSpecificResults"u8);
    }

    private static void WriteMatched(ResultWriter result, SimulationResult evaluation)
    {
        result.BeginList("MatchedStatements"u8);
        foreach ((SimulatedPolicy policy, int statement) in evaluation.Matched)
        {
            TextSpan span = policy.PositionOf(statement);
            result.BeginStructure("member"u8);
            result.Member("SourcePolicyId"u8, policy.Id);
            result.Member("SourcePolicyType"u8, policy.Type);
            WritePosition(result, "StartPosition"u8, span.StartLine, span.StartColumn);
            WritePosition(result, "EndPosition"u8, span.EndLine, span.EndColumn);
            result.EndStructure("member"u8);
        }

        result.EndList("MatchedStatements"u8);
    }

    private static void WritePosition(ResultWriter result, ReadOnlySpan<byte> name, int line, int column)
    {
        result.BeginStructure(name);
        result.Member("Line"u8, line);
        result.Member("Column"u8, column);
        result.EndStructure(name);
    }

    private static void WriteBoundary(ResultWriter result, SimulationResult evaluation)
    {
        if (evaluation.AllowedByBoundary is { } byBoundary)
        {
            result.BeginStructure("PermissionsBoundaryDecisionDetail"u8);
            result.Member("AllowedByPermissionsBoundary"u8, byBoundary);
            result.EndStructure("PermissionsBoundaryDecisionDetail"u8);
        }
    }

    private static void WriteDetails(ResultWriter result, IReadOnlyList<KeyValuePair<string, Decision>> details)
    {
        result.BeginList("EvalDecisionDetails"u8);
        foreach ((string source, Decision decision) in details)
        {
            result.BeginStructure("entry"u8);
            result.Member("key"u8, source);
            result.Member("value"u8, WordOf(decision));
            result.EndStructure("entry"u8);
        }

        result.EndList("EvalDecisionDetails"u8);
    }

    private static string WordOf(Decision decision) => decision switch
    {
        Decision.Allowed => "allowed",
        Decision.ExplicitDeny => "explicitDeny",
        _ => "implicitDeny",
    };
}
