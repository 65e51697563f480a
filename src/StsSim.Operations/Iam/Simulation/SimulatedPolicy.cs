using StsSim.Iam.Policies;
using StsSim.Operations.Parameters;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam.Simulation;

/// <summary>A policy that takes part in a simulation, as its results name it.</summary>
/// <param name="Id">e.g. <c>PolicyInputList.1</c>, <c>AdministratorAccess</c> or <c>user_alice_inline</c>.</param>
/// <param name="Type">As AWS sends it, which is nothing of the service model's (recorded).</param>
/// <param name="Text">What the document was parsed from.</param>
internal sealed record SimulatedPolicy(string Id, string Type, string Text, PolicyDocument Document)
{
    public const string IdentityType = "IAM Policy";
    public const string ResourceType = "Resource Policy";
    public const string BoundaryType = "Permissions Boundary Policy";

    private IReadOnlyList<TextSpan>? _positions;

    /// <summary>Where a statement stands in the text.</summary>
    /// <param name="index">From 0.</param>
    public TextSpan PositionOf(int index) => (_positions ??= StatementPositions.Of(Text))[index];

    /// <summary>A policy that a request brings.</summary>
    public static SimulatedPolicy? Read(string id, string type, string text, RequestLimits limits, out AwsError? refusal)
    {
        bool isIdentityPolicy = type != ResourceType;
        PolicyFault? fault = PolicyParser.Parse(text, isIdentityPolicy ? PolicyType.Identity : PolicyType.Resource, out PolicyDocument? document, limits.PolicyDepth);
        string? sentence = isIdentityPolicy ? IdentityPolicyRules.FindFault(text, isManaged: false, limits.PolicyDepth) : fault is null ? null : IdentityPolicyRules.SyntaxErrors;
        refusal = sentence is null ? null : IamErrors.InvalidInput(sentence);
        return refusal is null ? new SimulatedPolicy(id, type, text, document!) : null;
    }

    /// <summary>A policy that an account holds.</summary>
    public static SimulatedPolicy Held(string id, string type, string text) =>
        PolicyParser.Parse(text, PolicyType.Identity, out PolicyDocument? document) is { } fault
            ? throw new InvalidOperationException($"The policy {id} does not parse: {fault.Reason}")
            : new SimulatedPolicy(id, type, text, document!);
}
