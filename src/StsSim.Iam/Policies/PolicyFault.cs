namespace StsSim.Iam.Policies;

/// <summary>What is wrong with a policy text.</summary>
/// <param name="IsJson">Whether it is JSON at all; AWS words the two cases differently.</param>
/// <param name="Path">The JSON path of the offending element, <c>$</c> for the whole.</param>
/// <param name="Reason">A sentence for people; AWS does not send it.</param>
public sealed record PolicyFault(bool IsJson, string Path, string Reason);
