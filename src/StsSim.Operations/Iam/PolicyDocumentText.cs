using StsSim.Iam.Policies;
using StsSim.Operations.Parameters;
using StsSim.Protocol.Errors;

namespace StsSim.Operations.Iam;

/// <summary>Policy documents as IAM takes, measures and shows them.</summary>
internal static class PolicyDocumentText
{
    /// <summary>What is wrong with an inline policy or a version of a managed one, or <see langword="null"/>.</summary>
    public static AwsError? CheckIdentityPolicy(string document, bool isManaged, RequestLimits limits) =>
        IdentityPolicyRules.FindFault(document, isManaged, limits.PolicyDepth) is { } sentence ? IamErrors.MalformedPolicy(sentence) : null;

    /// <summary>IAM does not count white space (IAM User Guide, "IAM and AWS STS quotas").</summary>
    public static int SizeOf(string document) => document.Count(c => !char.IsWhiteSpace(c));

    /// <summary>Percent-encoded by RFC 3986, as every answer of IAM carries a document.</summary>
    public static string Encode(string document) => Uri.EscapeDataString(document);
}
